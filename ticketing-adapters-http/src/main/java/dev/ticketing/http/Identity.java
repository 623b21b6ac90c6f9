package dev.ticketing.http;

import dev.ticketing.core.application.Caller;
import dev.ticketing.core.identity.Role;
import dev.ticketing.core.identity.UserId;

import java.util.List;
import java.util.Set;

/** Who an access token stands for. */
record Identity(UserId user, Set<Role> roles) {

    Identity {
        roles = Set.copyOf(roles);
    }

    Caller caller() {
        return new Caller(user, isAdmin());
    }

    boolean isAdmin() {
        return roles.contains(Role.ADMIN);
    }

    /** By the names that users know, in a fixed order. */
    static List<String> names(Set<Role> roles) {
        return roles.stream().sorted().map(Role::name).toList();
    }
}
