package dev.ticketing.http;

import dev.ticketing.core.application.SignIn;
import dev.ticketing.core.application.SignIn.SignedIn;
import dev.ticketing.core.identity.EmailAddress;
import dev.ticketing.core.mail.Mail;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Signing in by a link in a mail. */
final class SignInCalls {

    private static final int MAX_TOKEN = 255;

    private final SignIn signIn;
    private final AccessTokens tokens;
    private final SignInMails mails;

    SignInCalls(SignIn signIn, AccessTokens tokens, SignInMails mails) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.mails = mails;
    }

    record LinkRequest(@Nullable String email) {}

    record VerifyRequest(@Nullable String token) {}

    /** The same for every address. */
    record LinkSent(String message) {}

    record UserJson(String id, String email, List<String> roles) {

        static UserJson of(SignedIn signedIn) {
            return new UserJson(
                    signedIn.user().id().toString(),
                    signedIn.user().email().value(),
                    Identity.names(signedIn.roles()));
        }
    }

    /**
     * @param expiresIn seconds
     */
    record TokenJson(String accessToken, long expiresIn, UserJson user) {}

    List<Route> routes(Idempotent idempotent) {
        return List.of(
                Route.post(
                        "/auth/magic-link/request",
                        Route.Access.ANYBODY,
                        idempotent.once(this::request)),
                Route.post(
                        "/auth/magic-link/verify",
                        Route.Access.ANYBODY,
                        idempotent.once(this::verify)),
                Route.get("/api/me", Route.Access.SIGNED_IN, this::me));
    }

    private Answer request(Exchange exchange) {
        String typed = Optional.ofNullable(exchange.read(LinkRequest.class).email()).orElse("");
        EmailAddress email =
                EmailAddress.parse(typed)
                        .orElseThrow(
                                () -> new Stop(Problem.invalid("email", "has to be an address")));
        Mail mail = signIn.newLink(email).orElseThrow(() -> new Stop(tooOften()));
        mails.send(mail, exchange.requestId());
        return Answer.json(
                Status.ACCEPTED_202, new LinkSent("If all is well, mail is on its way."));
    }

    private static Problem tooOften() {
        Duration window = SignIn.WINDOW;
        return Problem.of(ProblemCode.RATE_LIMITED, "Wait before you ask for another link.")
                .with(StandardHeaders.retryAfter(window))
                .with(
                        HeaderValues.create(
                                StandardHeaders.RATE_LIMIT_POLICY,
                                "\"sign-in\";q="
                                        + SignIn.LINKS_PER_WINDOW
                                        + ";w="
                                        + window.toSeconds()))
                .with(
                        HeaderValues.create(
                                StandardHeaders.RATE_LIMIT,
                                "\"sign-in\";r=0;t=" + window.toSeconds()));
    }

    private Answer verify(Exchange exchange) {
        FieldErrors errors = new FieldErrors();
        String token = errors.text("token", exchange.read(VerifyRequest.class).token(), MAX_TOKEN);
        errors.stopIfAny();
        SignedIn signedIn =
                signIn.redeem(token)
                        .orElseThrow(
                                () ->
                                        new Stop(
                                                Problem.of(
                                                                ProblemCode.INVALID_TOKEN,
                                                                "The link is unknown, used or"
                                                                        + " over.")
                                                        .with(StandardHeaders.BEARER_INVALID)));
        return Answer.json(
                Status.OK_200,
                new TokenJson(
                        tokens.issue(signedIn),
                        AccessTokens.LIFETIME.toSeconds(),
                        UserJson.of(signedIn)));
    }

    private Answer me(Exchange exchange) {
        return signIn.find(exchange.signedIn().user())
                .map(signedIn -> Answer.json(Status.OK_200, UserJson.of(signedIn)))
                .orElseThrow(
                        () ->
                                new Stop(
                                        Problem.of(
                                                        ProblemCode.UNAUTHENTICATED,
                                                        "This user is no more.")
                                                .with(StandardHeaders.BEARER_INVALID)));
    }
}
