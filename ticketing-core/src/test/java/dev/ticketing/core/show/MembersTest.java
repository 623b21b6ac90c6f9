package dev.ticketing.core.show;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.DETAILS;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.id;
import static dev.ticketing.core.show.MemberRole.ORGANIZER;
import static dev.ticketing.core.show.MemberRole.SCANNER;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.Given;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.show.ShowCommand.RemoveMember;
import dev.ticketing.core.show.ShowCommand.SetMember;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesClosed;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowRejection.DoesNotExist;
import dev.ticketing.core.show.ShowRejection.NotAMember;
import dev.ticketing.core.show.ShowRejection.OwnerStays;
import dev.ticketing.core.show.ShowRejection.TooManyMembers;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

class MembersTest {

    private static final Instant LATER = NOW.plusSeconds(60);
    private static final UserId HELPER = new UserId(id(0x77));

    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> NOTHING =
            Given.nothing(ShowDecider.INSTANCE);
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> DRAFT =
            NOTHING.and(new ShowCreated(SHOW, OWNER, DETAILS, NOW));
    private static final Given<Show, ShowCommand, ShowEvent, ShowRejection> OFF_SALE =
            DRAFT.and(new ShowPublished(NOW)).and(new SalesOpened(NOW)).and(new SalesClosed(NOW));

    @Test
    void somebody_becomes_a_member_in_whatever_stage() {
        for (var show : List.of(DRAFT, OFF_SALE)) {
            show.accepts(set(HELPER, SCANNER), new MemberAdded(HELPER, SCANNER, LATER));
            show.accepts(set(HELPER, ORGANIZER), new MemberAdded(HELPER, ORGANIZER, LATER));
        }
        NOTHING.rejects(set(HELPER, SCANNER), new DoesNotExist());
    }

    @Test
    void a_member_changes_their_role_and_the_same_role_is_no_change() {
        var show = DRAFT.and(new MemberAdded(HELPER, SCANNER, NOW));

        show.acceptsWithoutChange(set(HELPER, SCANNER));
        show.accepts(set(HELPER, ORGANIZER), new MemberRoleChanged(HELPER, ORGANIZER, LATER));
        show.and(new MemberRoleChanged(HELPER, ORGANIZER, NOW))
                .acceptsWithoutChange(set(HELPER, ORGANIZER));
    }

    @Test
    void a_member_is_removed_once() {
        var show = DRAFT.and(new MemberAdded(HELPER, ORGANIZER, NOW));

        show.accepts(new RemoveMember(HELPER, LATER), new MemberRemoved(HELPER, LATER));
        show.and(new MemberRemoved(HELPER, NOW))
                .rejects(new RemoveMember(HELPER, LATER), new NotAMember(HELPER));
        DRAFT.rejects(new RemoveMember(HELPER, LATER), new NotAMember(HELPER));
        NOTHING.rejects(new RemoveMember(HELPER, LATER), new DoesNotExist());
    }

    @Test
    void the_owner_stays_and_organizes() {
        DRAFT.acceptsWithoutChange(set(OWNER, ORGANIZER));
        DRAFT.rejects(set(OWNER, SCANNER), new OwnerStays(OWNER));
        DRAFT.rejects(new RemoveMember(OWNER, LATER), new OwnerStays(OWNER));
    }

    @Test
    void the_last_place_for_a_member_and_not_one_past_it() {
        var show = DRAFT;
        for (int i = 1; i < Members.MAX; i++) {
            show = show.and(new MemberAdded(new UserId(id(0x1000 + i)), SCANNER, NOW));
        }
        show.accepts(set(HELPER, SCANNER), new MemberAdded(HELPER, SCANNER, LATER));

        var full = show.and(new MemberAdded(HELPER, SCANNER, NOW));
        full.rejects(set(CUSTOMER, SCANNER), new TooManyMembers(Members.MAX));
        full.accepts(set(HELPER, ORGANIZER), new MemberRoleChanged(HELPER, ORGANIZER, LATER));
        full.and(new MemberRemoved(HELPER, NOW))
                .accepts(set(CUSTOMER, SCANNER), new MemberAdded(CUSTOMER, SCANNER, LATER));
    }

    @Test
    void owner_and_organizers_organize_and_scanners_do_not() {
        Show.Facts facts =
                facts(
                        DRAFT.and(new MemberAdded(HELPER, ORGANIZER, NOW))
                                .and(new MemberAdded(CUSTOMER, SCANNER, NOW)));

        assertThat(facts.organizers()).containsExactly(OWNER, HELPER);
        assertThat(facts.isOrganizer(OWNER)).isTrue();
        assertThat(facts.isOrganizer(HELPER)).isTrue();
        assertThat(facts.isOrganizer(CUSTOMER)).isFalse();
        assertThat(facts.members().roleOf(CUSTOMER)).contains(SCANNER);
        assertThat(facts.members().roleOf(OWNER)).isEmpty();
    }

    @Test
    void members_stay_through_all_stages_and_revisions_and_are_no_change_of_what_is_seen() {
        var show = DRAFT.and(new MemberAdded(HELPER, SCANNER, LATER));
        assertThat(facts(show).updatedAt()).isEqualTo(NOW);
        assertThat(show.state()).isInstanceOf(Show.Draft.class);

        var later =
                show.and(new ShowRevised(DETAILS, LATER))
                        .and(new ShowPublished(LATER))
                        .and(new SalesOpened(LATER))
                        .and(new MemberRoleChanged(HELPER, ORGANIZER, LATER.plusSeconds(1)))
                        .and(new SalesClosed(LATER));

        assertThat(facts(later).members()).isEqualTo(Members.NONE.with(HELPER, ORGANIZER));
        assertThat(later.state()).isInstanceOf(Show.OffSale.class);
        assertThat(facts(later).updatedAt()).isEqualTo(LATER);
        assertThat(facts(later.and(new MemberRemoved(HELPER, LATER))).members())
                .isEqualTo(Members.NONE);
    }

    @Test
    void members_are_copied_and_cannot_be_changed_from_outside() {
        SortedMap<UserId, MemberRole> roles = new TreeMap<>();
        Members members = new Members(roles);

        roles.put(HELPER, SCANNER);

        assertThat(members).isEqualTo(Members.NONE);
        assertThatThrownBy(() -> members.roles().put(HELPER, SCANNER))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private static SetMember set(UserId member, MemberRole role) {
        return new SetMember(member, role, LATER);
    }

    private static Show.Facts facts(Given<Show, ShowCommand, ShowEvent, ShowRejection> given) {
        return ((Show.Existing) given.state()).facts();
    }
}
