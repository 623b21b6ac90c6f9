package dev.ticketing.app;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command line. */
public final class Main {

    private static final int OK = 0;
    private static final int USAGE = 64; // EX_USAGE
    private static final int UNAVAILABLE = 69; // EX_UNAVAILABLE
    private static final int SOFTWARE = 70; // EX_SOFTWARE
    private static final int CONFIGURATION = 78; // EX_CONFIG

    private static final String HELP =
            """
            ticketing: an event-sourced ticketing system

              ./ticketing serve      the server; without configuration in development mode, on an
                                     embedded PostgreSQL whose data stay in .ticketing/
              ./ticketing demo       the same, with two events, buyers and sales
              ./ticketing migrate    brings the database up to date
              ./ticketing doctor     what is configured, reachable and unsafe
              ./ticketing verify     whether all that is stored is what the log says
                                     [--json]
              ./ticketing rebuild <read model>
                                     builds it anew from the log while the old one serves
                                     [--drop-retired] [--json]
              ./ticketing bench flash-sale | flash-sale-seats
                                     [--consumers on|off | --compare]
                                     [--seconds n] [--connections n] [--json]
              ./ticketing bench rebuild
                                     [--events n] [--json]
              ./ticketing bench live [--subscribers n] [--json]
              ./ticketing bench expiry
                                     [--holds n] [--seconds n] [--connections n] [--json]
              ./ticketing bench cancellation
                                     [--reservations n] [--seconds n] [--connections n]
                                     [--json]
              ./ticketing version
              ./ticketing --help

            Configured by the environment or a ticketing.yaml here: see docs/configuration.md.
            """;

    private Main() {}

    public static void main(String[] args) {
        int exit = run(List.of(args), System.getenv(), Path.of(""), System.out, System.err);
        System.out.flush();
        System.exit(exit);
    }

    static int run(
            List<String> args,
            Map<String, String> environment,
            Path workingDirectory,
            PrintStream out,
            PrintStream err) {
        if (args.isEmpty()) {
            err.print(HELP);
            return USAGE;
        }
        List<String> options = args.subList(1, args.size());
        try {
            return switch (args.getFirst()) {
                case "version" -> {
                    requireNone(options);
                    out.println(Version.line());
                    yield OK;
                }
                case "--help", "-h", "help" -> {
                    out.print(HELP);
                    yield OK;
                }
                default -> {
                    Command command = command(args.getFirst(), options);
                    Configuration configuration = Configuration.read(environment, workingDirectory);
                    Logging.configure(configuration.jsonLogs(), configuration.logLevel());
                    yield command.run(configuration, environment.keySet(), out);
                }
            };
        } catch (UsageException e) {
            err.println("ticketing: " + e.getMessage());
            return USAGE;
        } catch (ConfigurationException e) {
            err.println("ticketing: " + e.getMessage());
            return CONFIGURATION;
        } catch (UnavailableException e) {
            err.println("ticketing: " + e.getMessage());
            return UNAVAILABLE;
        } catch (RuntimeException e) {
            err.println("ticketing: " + Failures.inWords(e));
            return SOFTWARE;
        }
    }

    /** What needs a configuration. The command line is judged before it is read. */
    @FunctionalInterface
    private interface Command {
        int run(Configuration configuration, Set<String> variables, PrintStream out);
    }

    private static Command command(String name, List<String> words) {
        if (name.equals("bench")) {
            return benchmark(words);
        }
        if (name.equals(LiveBench.SUBSCRIBERS)) {
            return (configuration, variables, out) -> LiveBench.subscribe(words, out);
        }
        if (name.equals("verify")) {
            VerifyCommand.Options options = VerifyCommand.Options.parse(words);
            return (configuration, variables, out) ->
                    new VerifyCommand(configuration, out).run(options);
        }
        if (name.equals("rebuild")) {
            RebuildCommand.Options options = RebuildCommand.Options.parse(words);
            return (configuration, variables, out) ->
                    new RebuildCommand(configuration, out).run(options);
        }
        Command command =
                switch (name) {
                    case "serve" ->
                            (configuration, variables, out) ->
                                    new ServeCommand(configuration, out).run(false);
                    case "demo" ->
                            (configuration, variables, out) ->
                                    new ServeCommand(configuration, out).run(true);
                    case "migrate" ->
                            (configuration, variables, out) ->
                                    new MigrateCommand(configuration, out).run();
                    case "doctor" ->
                            (configuration, variables, out) ->
                                    new DoctorCommand(configuration, variables, out).run();
                    default -> throw new UsageException("there is no command " + name);
                };
        requireNone(words);
        return command;
    }

    private static Command benchmark(List<String> words) {
        List<String> more = words.isEmpty() ? words : words.subList(1, words.size());
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "rebuild" -> {
                RebuildBench.Options options = RebuildBench.Options.parse(more);
                yield (configuration, variables, out) ->
                        new RebuildBench(configuration, out).run(options);
            }
            case "live" -> {
                LiveBench.Options options = LiveBench.Options.parse(more);
                yield (configuration, variables, out) ->
                        new LiveBench(configuration, out).run(options);
            }
            case "expiry" -> {
                BesideOptions options = ExpiryBench.options(more);
                yield (configuration, variables, out) ->
                        new ExpiryBench(configuration, out).run(options);
            }
            case "cancellation" -> {
                BesideOptions options = CancellationBench.options(more);
                yield (configuration, variables, out) ->
                        new CancellationBench(configuration, out).run(options);
            }
            default -> {
                BenchOptions options = BenchOptions.parse(words);
                yield (configuration, variables, out) ->
                        new BenchCommand(configuration, out).run(options);
            }
        };
    }

    private static void requireNone(List<String> options) {
        if (!options.isEmpty()) {
            throw new UsageException("unknown option " + options.getFirst());
        }
    }
}
