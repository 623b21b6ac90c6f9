package dev.ticketing.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a Docker engine listens, found out in at most a second and without a word. */
final class DockerEngine {

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    private DockerEngine() {}

    static boolean answers(Map<String, String> environment) {
        Optional<String> host = Optional.ofNullable(environment.get("DOCKER_HOST"));
        if (host.isPresent()) {
            return answers(URI.create(host.get()));
        }
        return usualSockets(environment).stream().anyMatch(DockerEngine::listens);
    }

    private static boolean answers(URI host) {
        if (host.getScheme().equals("unix")) {
            return listens(Path.of(host.getPath()));
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host.getHost(), host.getPort()), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<Path> usualSockets(Map<String, String> environment) {
        Stream<Path> system = Stream.of(Path.of("/var/run/docker.sock"));
        Stream<Path> rootless =
                Stream.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                        .map(directory -> Path.of(directory, "docker.sock"));
        Stream<Path> desktop =
                Stream.ofNullable(environment.get("HOME"))
                        .map(directory -> Path.of(directory, ".docker", "run", "docker.sock"));
        return Stream.of(system, rootless, desktop).flatMap(paths -> paths).toList();
    }

    private static boolean listens(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return channel.isConnected();
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
