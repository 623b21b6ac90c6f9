package dev.ticketing.core.ticket;

import static dev.ticketing.core.Samples.CUSTOMER;
import static dev.ticketing.core.Samples.NOW;
import static dev.ticketing.core.Samples.OWNER;
import static dev.ticketing.core.Samples.SHOW;
import static dev.ticketing.core.Samples.TICKET;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ticketing.core.identity.SigningKeys.Purpose;
import dev.ticketing.core.identity.SigningKeys.SigningKey;
import dev.ticketing.core.ticket.TicketVerifier.Verdict;

import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

class TicketVerifierTest {

    /** The public key of {@link #pair} as a JWK has it. */
    private static final String X = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    private static final Ticket.Issued FIRST = new Ticket.Valid(TICKET);
    private static final Ticket.Issued SECOND =
            new Ticket.Valid(TICKET.heldBy(OWNER), List.of(new Transfer(CUSTOMER, OWNER, NOW)));

    private final TicketCodes codes = new TicketCodes(List.of(pair("a1")));
    private final TicketVerifier verifier = codes.verifier();

    /** The key pair of RFC 8037, appendix A, in the forms of the platform. */
    private static SigningKey pair(String id) {
        return new SigningKey(
                id,
                Purpose.TICKET,
                TicketCodes.ALGORITHM,
                "MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g",
                NOW);
    }

    private static Verdict genuine(int edition) {
        return new Verdict.Genuine(new TicketCode(SHOW, TICKET.id(), new Edition(edition)));
    }

    @Test
    void a_code_that_was_once_issued_is_good_for_ever() {
        String code =
                "T1.a1.AZcAAAAAcACAAAAAAAAAAQGXAAAAAHAAgAAAAAAAAwE."
                        + "WZkyQa74sPZ7CtzGyJ1hcrtUJndZ_FTcOqg8msuRFqj"
                        + "bcYZHY8XZ6JlwkocbYqwUX2b-1xzd_BEnJe4Jtyq4AA";

        assertThat(codes.code(FIRST)).isEqualTo(code);
        assertThat(verifier.verify(code)).isEqualTo(genuine(1));
    }

    @Test
    void each_transfer_makes_another_code_of_the_same_ticket() {
        String second = codes.code(SECOND);

        assertThat(second).startsWith("T2.a1.").isNotEqualTo(codes.code(FIRST));
        assertThat(verifier.verify(second)).isEqualTo(genuine(2));
        assertThat(codes.code(SECOND)).as("the same each time").isEqualTo(second);
    }

    @Test
    void a_public_key_of_a_jwk_set_is_enough() {
        TicketVerifier alone = new TicketVerifier(List.of(TicketVerifier.Key.ofJwk("a1", X)));

        assertThat(alone.verify(codes.code(FIRST))).isEqualTo(genuine(1));
        assertThat(alone.verify(codes.code(SECOND))).isEqualTo(genuine(2));
    }

    @Test
    void a_key_that_is_not_known_is_named() {
        String code = new TicketCodes(List.of(pair("other"))).code(FIRST);

        assertThat(verifier.verify(code)).isEqualTo(new Verdict.UnknownKey("other"));
        assertThat(new TicketVerifier(List.of()).verify(codes.code(FIRST)))
                .isEqualTo(new Verdict.UnknownKey("a1"));
    }

    @Test
    void whatever_is_changed_the_signature_is_bad() {
        for (String code : List.of(codes.code(FIRST), codes.code(SECOND))) {
            String[] parts = code.split(Pattern.quote("."), -1);
            for (int part = 2; part < parts.length; part++) {
                for (int i : List.of(0, 9, parts[part].length() - 2)) {
                    String[] changed = parts.clone();
                    changed[part] = otherAt(parts[part], i);
                    assertThat(verifier.verify(String.join(".", changed)))
                            .as("part %s at %s", part, i)
                            .isEqualTo(new Verdict.BadSignature());
                }
            }
        }
    }

    private static String otherAt(String text, int at) {
        char other = text.charAt(at) == 'B' ? 'C' : 'B';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    @Test
    void a_signature_under_another_key_of_that_id_is_bad() {
        String elsewhere = "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs";
        TicketVerifier other =
                new TicketVerifier(List.of(TicketVerifier.Key.ofJwk("a1", elsewhere)));

        assertThat(other.verify(codes.code(FIRST))).isEqualTo(new Verdict.BadSignature());
    }

    @Test
    void the_first_code_is_not_written_as_a_later_one() {
        String first = codes.code(FIRST);
        String second = codes.code(SECOND);
        String content = second.split(Pattern.quote("."), -1)[2];
        for (String edition : List.of("AAAAAA", "AAAAAQ", "_____w")) {
            byte[] number = Base64.getUrlDecoder().decode(edition);
            byte[] all = Base64.getUrlDecoder().decode(content);
            System.arraycopy(number, 0, all, 32, 4);
            String changed = second.replace(content, Base64.getUrlEncoder().encodeToString(all));
            assertThat(verifier.verify(changed)).as(edition).isEqualTo(new Verdict.Malformed());
        }
        assertThat(verifier.verify(first.replace("T1.", "T2."))).isEqualTo(new Verdict.Malformed());
        assertThat(verifier.verify(second.replace("T2.", "T1.")))
                .isEqualTo(new Verdict.Malformed());
    }

    @Test
    void other_text_is_malformed() {
        String code = codes.code(FIRST);
        for (String text :
                List.of(
                        "",
                        "A-2",
                        "T1...",
                        code + "A",
                        code + ".x",
                        code.substring(1),
                        " " + code)) {
            assertThat(verifier.verify(text)).as(text).isEqualTo(new Verdict.Malformed());
            assertThat(TicketCodes.isCode(text)).as(text).isFalse();
        }
        assertThat(verifier.verify(code.replace("T1.", "T3."))).isEqualTo(new Verdict.Malformed());
        assertThat(TicketCodes.isCode(code)).isTrue();
        assertThat(TicketCodes.isCode(codes.code(SECOND))).isTrue();
    }

    @Test
    void what_is_no_key_is_refused() {
        assertThatThrownBy(() -> TicketVerifier.Key.ofJwk("a1", X.substring(4)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TicketVerifier.Key.ofJwk("a1", "?"))
                .isInstanceOf(IllegalArgumentException.class);
        TicketVerifier.Key key = TicketVerifier.Key.ofJwk("a1", X);
        assertThatThrownBy(() -> new TicketVerifier(List.of(key, key)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TicketCodes(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
