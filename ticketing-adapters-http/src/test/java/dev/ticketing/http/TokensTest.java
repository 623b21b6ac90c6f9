package dev.ticketing.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.identity.Role;
import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.identity.User;
import dev.ticketing.core.identity.UserId;
import dev.ticketing.testkit.Eventually;
import dev.ticketing.testkit.memory.InMemorySigningKeys;

import io.jsonwebtoken.Jwts;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

class TokensTest {

    private final TestServer server = TestServer.start();
    private final Client anybody = new Client(server.port());

    @AfterEach
    void stop() {
        server.close();
    }

    private Client bearing(String token) {
        return anybody.with("Authorization", "Bearer " + token);
    }

    private String token() {
        return anybody.signIn("ann@example.com").at("/accessToken");
    }

    @Test
    void a_token_is_good_until_it_expires() {
        String token = token();
        bearing(token).get("/api/me").has(200);
        server.clock.advance(AccessTokens.LIFETIME.minusNanos(1));
        bearing(token).get("/api/me").has(200);
        server.clock.advance(Duration.ofNanos(1));
        Client.Reply expired = bearing(token).get("/api/me").isProblem(401, "UNAUTHENTICATED");
        assertThat(expired.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void a_bad_token_is_refused_on_public_routes_too() {
        String[] good = token().split("\\.", -1);
        String[] bad = {
            "",
            "garbage",
            "a.b.c",
            good[0] + "." + good[1] + ".",
            good[0] + "." + good[1] + "." + flipped(good[2]),
            good[0] + "." + flipped(good[1]) + "." + good[2],
            unsigned(),
            signedBySomebodyElse(),
        };
        for (String token : bad) {
            bearing(token).get("/health/live").isProblem(401, "UNAUTHENTICATED");
            bearing(token).get("/api/me").isProblem(401, "UNAUTHENTICATED");
        }
        anybody.with("Authorization", "Basic YTpi").get("/").isProblem(401, "UNAUTHENTICATED");
    }

    private static String flipped(String part) {
        char first = part.charAt(5);
        return part.substring(0, 5) + (first == 'A' ? 'B' : 'A') + part.substring(6);
    }

    private String unsigned() {
        return Jwts.builder()
                .issuer(AccessTokens.ISSUER)
                .subject(UUID.randomUUID().toString())
                .claim("roles", List.of("ADMIN"))
                .expiration(Date.from(Instant.parse("2099-01-01T00:00:00Z")))
                .compact();
    }

    /** With a key of the same name. */
    private String signedBySomebodyElse() {
        String keyId = server.keys.all(Purpose.ACCESS_TOKEN).getFirst().id();
        return Jwts.builder()
                .header()
                .keyId(keyId)
                .and()
                .issuer(AccessTokens.ISSUER)
                .subject(UUID.randomUUID().toString())
                .claim("roles", List.of("ADMIN"))
                .expiration(Date.from(Instant.parse("2099-01-01T00:00:00Z")))
                .signWith(Jwts.SIG.ES256.keyPair().build().getPrivate(), Jwts.SIG.ES256)
                .compact();
    }

    @Test
    void nobody_is_told_to_sign_in() {
        Client.Reply nobody = anybody.get("/api/me").isProblem(401, "UNAUTHENTICATED");
        assertThat(nobody.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void keys_and_tokens_survive_a_restart() {
        InMemorySigningKeys keys = new InMemorySigningKeys();
        AccessTokens before = new AccessTokens(keys, server.clock);
        AccessTokens after = new AccessTokens(keys, server.clock);
        User ann = new User(new UserId(UUID.randomUUID()), new EmailAddress("ann@example.com"));
        String token = before.issue(new SignIn.SignedIn(ann, Set.of(Role.CUSTOMER)));
        assertThat(after.verify(token)).isEqualTo(before.verify(token)).isPresent();
    }

    @Test
    void the_public_keys_can_be_read_and_nothing_but_them() {
        Client.Reply keys = anybody.get("/.well-known/jwks.json").has(200);
        assertThat(keys.at("/keys/0/alg")).isEqualTo("ES256");
        assertThat(keys.at("/keys/0/kid"))
                .isEqualTo(server.keys.all(Purpose.ACCESS_TOKEN).getFirst().id());
        SigningKey ofTickets = server.keys.all(Purpose.TICKET).getFirst();
        assertThat(keys.json().get("keys")).hasSize(2).noneMatch(key -> key.has("d"));
        assertThat(keys.at("/keys/1/kid")).isEqualTo(ofTickets.id());
        assertThat(keys.at("/keys/1/kty")).isEqualTo("OKP");
        assertThat(keys.at("/keys/1/crv")).isEqualTo("Ed25519");
        assertThat(keys.at("/keys/1/use")).isEqualTo("sig");
        byte[] known = Base64.getDecoder().decode(ofTickets.publicKey());
        byte[] told = Base64.getUrlDecoder().decode(keys.at("/keys/1/x"));
        assertThat(told).isEqualTo(Arrays.copyOfRange(known, known.length - 32, known.length));
        assertThat(keys.header("Cache-Control")).contains("max-age");
    }

    @Test
    void a_link_works_once_and_ten_minutes() {
        anybody.post("/auth/magic-link/request", "{\"email\":\"Ann@Example.com\"}").has(202);
        Eventually.isTrue(() -> anybody.get("/dev/mailbox").json().get("items").size() == 1);
        String token = anybody.get("/dev/mailbox?to=ann@example.com").at("/items/0/token");
        String body = "{\"token\":\"" + token + "\"}";
        Client.Reply signedIn = anybody.post("/auth/magic-link/verify", body).has(200);
        assertThat(signedIn.at("/expiresIn")).isEqualTo("900");
        assertThat(signedIn.at("/user/email")).isEqualTo("ann@example.com");
        anybody.post("/auth/magic-link/verify", body).isProblem(401, "INVALID_TOKEN");
        anybody.post("/auth/magic-link/verify", "{}").isInvalid("token");
        anybody.post("/auth/magic-link/request", "{\"email\":\"ann\"}").isInvalid("email");
        anybody.get("/dev/mailbox?to=ann").isInvalid("to");
    }

    @Test
    void the_sixth_link_in_a_quarter_of_an_hour_is_one_too_many() {
        String body = "{\"email\":\"ann@example.com\"}";
        IntStream.range(0, 5).forEach(i -> anybody.post("/auth/magic-link/request", body).has(202));
        Client.Reply sixth =
                anybody.post("/auth/magic-link/request", body).isProblem(429, "RATE_LIMITED");
        assertThat(sixth.header("Retry-After")).isEqualTo("900");
        assertThat(sixth.header("RateLimit-Policy")).isEqualTo("\"sign-in\";q=5;w=900");
    }

    @Test
    void only_so_many_tokens_are_remembered() {
        RememberedTokens tokens = new RememberedTokens(4);
        Identity ann = new Identity(new UserId(UUID.randomUUID()), Set.of(Role.CUSTOMER));
        Instant now = server.clock.instant();
        for (int i = 0; i < 100; i++) {
            tokens.remember("t" + i, ann, now.plusSeconds(1));
        }
        long kept =
                IntStream.range(0, 100).filter(i -> tokens.find("t" + i, now).isPresent()).count();
        assertThat(kept).isBetween(1L, 4L);
        assertThat(tokens.find("t99", now.plusSeconds(1))).isEmpty();
    }
}
