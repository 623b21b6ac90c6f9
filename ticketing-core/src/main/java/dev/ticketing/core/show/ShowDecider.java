package dev.ticketing.core.show;

import static dev.ticketing.core.kernel.Decision.accept;
import static dev.ticketing.core.kernel.Decision.reject;

import dev.ticketing.core.identity.UserId;
import dev.ticketing.core.kernel.Decider;
import dev.ticketing.core.kernel.Decision;
import dev.ticketing.core.show.Show.Absent;
import dev.ticketing.core.show.Show.Cancelled;
import dev.ticketing.core.show.Show.Completed;
import dev.ticketing.core.show.Show.Deleted;
import dev.ticketing.core.show.Show.Draft;
import dev.ticketing.core.show.Show.Existing;
import dev.ticketing.core.show.Show.Facts;
import dev.ticketing.core.show.Show.Missing;
import dev.ticketing.core.show.Show.OffSale;
import dev.ticketing.core.show.Show.OnSale;
import dev.ticketing.core.show.Show.Published;
import dev.ticketing.core.show.Show.Stage;
import dev.ticketing.core.show.ShowCommand.CancelShow;
import dev.ticketing.core.show.ShowCommand.CloseSales;
import dev.ticketing.core.show.ShowCommand.CompleteShow;
import dev.ticketing.core.show.ShowCommand.CreateShow;
import dev.ticketing.core.show.ShowCommand.DeleteDraft;
import dev.ticketing.core.show.ShowCommand.OpenSales;
import dev.ticketing.core.show.ShowCommand.PublishShow;
import dev.ticketing.core.show.ShowCommand.RemoveMember;
import dev.ticketing.core.show.ShowCommand.ReviseShow;
import dev.ticketing.core.show.ShowCommand.SetMember;
import dev.ticketing.core.show.ShowEvent.DraftDeleted;
import dev.ticketing.core.show.ShowEvent.MemberAdded;
import dev.ticketing.core.show.ShowEvent.MemberRemoved;
import dev.ticketing.core.show.ShowEvent.MemberRoleChanged;
import dev.ticketing.core.show.ShowEvent.SalesClosed;
import dev.ticketing.core.show.ShowEvent.SalesOpened;
import dev.ticketing.core.show.ShowEvent.ShowCancelled;
import dev.ticketing.core.show.ShowEvent.ShowCompleted;
import dev.ticketing.core.show.ShowEvent.ShowCreated;
import dev.ticketing.core.show.ShowEvent.ShowPublished;
import dev.ticketing.core.show.ShowEvent.ShowRevised;
import dev.ticketing.core.show.ShowRejection.AlreadyExists;
import dev.ticketing.core.show.ShowRejection.DoesNotExist;
import dev.ticketing.core.show.ShowRejection.InvalidTransition;
import dev.ticketing.core.show.ShowRejection.NotADraft;
import dev.ticketing.core.show.ShowRejection.NotAMember;
import dev.ticketing.core.show.ShowRejection.NotEditable;
import dev.ticketing.core.show.ShowRejection.OwnerStays;
import dev.ticketing.core.show.ShowRejection.Part;
import dev.ticketing.core.show.ShowRejection.StartsInThePast;
import dev.ticketing.core.show.ShowRejection.TooManyMembers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of a show's life. */
public final class ShowDecider implements Decider<Show, ShowCommand, ShowEvent, ShowRejection> {

    public static final ShowDecider INSTANCE = new ShowDecider();

    /** What may change as long as the show may. */
    private static final Set<Part> ALWAYS_FREE =
            EnumSet.of(Part.TITLE, Part.DESCRIPTION, Part.VENUE_ADDRESS);

    /** What else may still change between publication and the opening of sales. */
    private static final Set<Part> FREE_UNTIL_SALES_OPEN =
            EnumSet.of(
                    Part.TIMES,
                    Part.MAX_TICKETS_PER_RESERVATION,
                    Part.HOLD_SECONDS,
                    Part.REFUND_POLICY);

    private ShowDecider() {}

    @Override
    public Show initialState() {
        return new Absent();
    }

    @Override
    public Decision<ShowEvent, ShowRejection> decide(ShowCommand command, Show show) {
        return switch (show) {
            case Absent absent ->
                    command instanceof CreateShow create
                            ? create(create)
                            : reject(new DoesNotExist());
            case Deleted deleted ->
                    command instanceof CreateShow create
                            ? reject(new AlreadyExists(create.id()))
                            : reject(new DoesNotExist());
            case Existing existing -> decide(command, existing);
        };
    }

    private static Decision<ShowEvent, ShowRejection> decide(ShowCommand command, Existing show) {
        return switch (command) {
            case CreateShow create -> reject(new AlreadyExists(create.id()));
            case ReviseShow revise -> revise(revise, show);
            case PublishShow publish ->
                    move(show, Stage.PUBLISHED, new ShowPublished(publish.now()));
            case OpenSales open -> move(show, Stage.SALES_OPEN, new SalesOpened(open.now()));
            case CloseSales close -> move(show, Stage.SALES_CLOSED, new SalesClosed(close.now()));
            case SetMember set -> setMember(set, show.facts());
            case RemoveMember remove -> removeMember(remove, show.facts());
            case CompleteShow complete ->
                    move(show, Stage.COMPLETED, new ShowCompleted(complete.now()));
            case DeleteDraft delete ->
                    show instanceof Draft
                            ? accept(new DraftDeleted(delete.now()))
                            : reject(new NotADraft(show.stage()));
            case CancelShow cancel ->
                    show instanceof Cancelled
                            ? accept()
                            : move(
                                    show,
                                    Stage.CANCELLED,
                                    new ShowCancelled(cancel.by(), cancel.now()));
        };
    }

    private static Decision<ShowEvent, ShowRejection> create(CreateShow create) {
        Instant startsAt = create.details().startsAt();
        if (!startsAt.isAfter(create.now())) {
            return reject(new StartsInThePast(startsAt, create.now()));
        }
        return accept(new ShowCreated(create.id(), create.owner(), create.details(), create.now()));
    }

    private static Decision<ShowEvent, ShowRejection> revise(ReviseShow revise, Existing show) {
        ShowDetails present = show.details();
        ShowDetails wanted = revise.details();
        if (wanted.equals(present)) {
            return accept();
        }
        List<Part> refused = new ArrayList<>();
        for (Part part : changedParts(present, wanted)) {
            if (!mayChange(part, show)) {
                refused.add(part);
            }
        }
        if (!refused.isEmpty()) {
            return reject(new NotEditable(show.stage(), refused));
        }
        boolean startMoved = !wanted.startsAt().equals(present.startsAt());
        if (startMoved && !wanted.startsAt().isAfter(revise.now())) {
            return reject(new StartsInThePast(wanted.startsAt(), revise.now()));
        }
        return accept(new ShowRevised(wanted, revise.now()));
    }

    private static boolean mayChange(Part part, Existing show) {
        return switch (show) {
            case Draft draft -> true;
            case Published published ->
                    ALWAYS_FREE.contains(part) || FREE_UNTIL_SALES_OPEN.contains(part);
            case OnSale onSale -> ALWAYS_FREE.contains(part);
            case OffSale offSale -> ALWAYS_FREE.contains(part);
            case Completed completed -> false;
            case Cancelled cancelled -> false;
        };
    }

    private static List<Part> changedParts(ShowDetails from, ShowDetails to) {
        List<Part> changed = new ArrayList<>();
        addUnless(from.title().equals(to.title()), Part.TITLE, changed);
        addUnless(from.description().equals(to.description()), Part.DESCRIPTION, changed);
        addUnless(from.venue().address().equals(to.venue().address()), Part.VENUE_ADDRESS, changed);
        boolean sameTimes =
                from.startsAt().equals(to.startsAt()) && from.endsAt().equals(to.endsAt());
        addUnless(sameTimes, Part.TIMES, changed);
        addUnless(from.timezone().equals(to.timezone()), Part.TIMEZONE, changed);
        addUnless(from.venue().name().equals(to.venue().name()), Part.VENUE_NAME, changed);
        addUnless(from.currency().equals(to.currency()), Part.CURRENCY, changed);
        addUnless(from.sections().equals(to.sections()), Part.SECTIONS, changed);
        addUnless(from.tiers().equals(to.tiers()), Part.TIERS, changed);
        addUnless(
                from.maxTicketsPerReservation() == to.maxTicketsPerReservation(),
                Part.MAX_TICKETS_PER_RESERVATION,
                changed);
        addUnless(from.holdTime().equals(to.holdTime()), Part.HOLD_SECONDS, changed);
        addUnless(from.refundPolicy().equals(to.refundPolicy()), Part.REFUND_POLICY, changed);
        return changed;
    }

    private static void addUnless(boolean same, Part part, List<Part> changed) {
        if (!same) {
            changed.add(part);
        }
    }

    private static Decision<ShowEvent, ShowRejection> move(
            Existing show, Stage to, ShowEvent event) {
        boolean allowed =
                switch (to) {
                    case DRAFT -> false;
                    case PUBLISHED -> show instanceof Draft;
                    case SALES_OPEN -> show instanceof Published || show instanceof OffSale;
                    case SALES_CLOSED -> show instanceof OnSale;
                    case COMPLETED -> show instanceof OffSale;
                    case CANCELLED -> !(show instanceof Completed);
                };
        return allowed ? accept(event) : reject(new InvalidTransition(show.stage(), to));
    }

    private static Decision<ShowEvent, ShowRejection> setMember(SetMember set, Facts show) {
        UserId member = set.member();
        if (member.equals(show.owner())) {
            return set.role() == MemberRole.ORGANIZER ? accept() : reject(new OwnerStays(member));
        }
        Optional<MemberRole> present = show.members().roleOf(member);
        if (present.isPresent()) {
            return present.get() == set.role()
                    ? accept()
                    : accept(new MemberRoleChanged(member, set.role(), set.now()));
        }
        return show.members().isFull()
                ? reject(new TooManyMembers(Members.MAX))
                : accept(new MemberAdded(member, set.role(), set.now()));
    }

    private static Decision<ShowEvent, ShowRejection> removeMember(
            RemoveMember remove, Facts show) {
        UserId member = remove.member();
        if (member.equals(show.owner())) {
            return reject(new OwnerStays(member));
        }
        return show.members().roleOf(member).isPresent()
                ? accept(new MemberRemoved(member, remove.now()))
                : reject(new NotAMember(member));
    }

    @Override
    public Show evolve(Show show, ShowEvent event) {
        return switch (event) {
            case ShowCreated created ->
                    new Draft(
                            new Facts(
                                    created.show(),
                                    created.owner(),
                                    created.details(),
                                    Members.NONE,
                                    created.at(),
                                    created.at()));
            case ShowRevised revised -> revised(show, revised);
            case ShowPublished published -> new Published(touched(show, published.at()));
            case SalesOpened opened -> new OnSale(touched(show, opened.at()));
            case SalesClosed closed -> new OffSale(touched(show, closed.at()));
            case MemberAdded added -> with(show, members(show).with(added.member(), added.role()));
            case MemberRoleChanged changed ->
                    with(show, members(show).with(changed.member(), changed.role()));
            case MemberRemoved removed -> with(show, members(show).without(removed.member()));
            case ShowCompleted completed -> new Completed(touched(show, completed.at()));
            case DraftDeleted deleted -> new Deleted();
            case ShowCancelled cancelled ->
                    new Cancelled(touched(show, cancelled.at()), existing(show).isPublic());
        };
    }

    private static Members members(Show show) {
        return existing(show).facts().members();
    }

    private static Show with(Show show, Members members) {
        return with(show, existing(show).facts().with(members));
    }

    private static Show revised(Show show, ShowRevised revised) {
        return with(show, existing(show).facts().with(revised.details(), revised.at()));
    }

    /** In the same stage. */
    private static Show with(Show show, Facts facts) {
        return switch (existing(show)) {
            case Draft draft -> new Draft(facts);
            case Published published -> new Published(facts);
            case OnSale onSale -> new OnSale(facts);
            case OffSale offSale -> new OffSale(facts);
            case Completed completed -> new Completed(facts);
            case Cancelled cancelled -> new Cancelled(facts, cancelled.isPublic());
        };
    }

    private static Facts touched(Show show, Instant at) {
        Facts old = existing(show).facts();
        return old.with(old.details(), at);
    }

    private static Existing existing(Show show) {
        return switch (show) {
            case Existing existing -> existing;
            case Missing missing ->
                    throw new IllegalStateException(
                            "a show's first event creates it, and none follows its deletion");
        };
    }
}
