package dev.ticketing.app;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The settings in a YAML file. Values are taken as they are written: to YAML, {@code off} is a
 * boolean and {@code 0123} is 83. Messages never quote the file: it may hold a password.
 */
final class ConfigurationFile {

    private static final String NAME = Configuration.FILE;

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    private ConfigurationFile() {}

    /**
     * Reads it.
     *
     * @throws ConfigurationException if it is not YAML, or has a key that there is not
     */
    static Map<Setting, String> read(Path path) {
        ConfigurationFile file = new ConfigurationFile();
        try (Reader reader = Files.newBufferedReader(path)) {
            Node root = new Yaml(new LoaderOptions()).compose(reader);
            if (root != null) { // an empty file
                file.addTree("", root);
            }
            return file.given;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark().getLine() + 1;
            throw new ConfigurationException(NAME + ": line " + line + " is not YAML");
        } catch (YAMLException e) {
            throw new ConfigurationException(NAME + " is not YAML");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addTree(String path, Node node) {
        switch (node) {
            case MappingNode branch when mayContinue(path) -> {
                for (NodeTuple entry : branch.getValue()) {
                    addTree(below(path, entry.getKeyNode()), entry.getValueNode());
                }
            }
            case ScalarNode leaf when !path.isEmpty() -> put(path, leaf, text(leaf));
            case SequenceNode list when !path.isEmpty() -> put(path, list, joined(list));
            default -> throw unknown(path, node);
        }
    }

    /** Also an end to anchors that contain themselves. */
    private static boolean mayContinue(String path) {
        String prefix = path.isEmpty() ? "" : path.toUpperCase(Locale.ROOT) + "_";
        return Arrays.stream(Setting.values()).anyMatch(one -> one.name().startsWith(prefix));
    }

    private String below(String path, Node key) {
        return path.isEmpty() ? text(key) : path + "_" + text(key);
    }

    private void put(String path, Node node, String value) {
        given.put(Setting.ofPath(path).orElseThrow(() -> unknown(path, node)), value);
    }

    private String joined(SequenceNode list) {
        return String.join(",", list.getValue().stream().map(this::text).toList());
    }

    private String text(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw new ConfigurationException(NAME + ": line " + line(node) + " is too deep");
        }
        return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue().strip();
    }

    private ConfigurationException unknown(String path, Node node) {
        return new ConfigurationException(
                path.isEmpty()
                        ? NAME + ": line " + line(node) + " is no setting"
                        : NAME + ": there is no setting " + path);
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
