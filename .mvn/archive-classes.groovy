// Makes the class archive that the servers of the integration tests start with, by starting one and
// ending it: it halves what a start costs.

def given = { name -> session.userProperties[name] ?: project.properties[name] }
if (['skipTests', 'skipITs', 'maven.test.skip'].any { given(it) != null && given(it) != 'false' }) {
    return
}

String target = project.build.directory
File folder = new File(target, 'archiving')
folder.deleteDir()
folder.mkdirs()
File out = new File(folder, 'out')
def jdk = session.lookup('org.apache.maven.toolchain.ToolchainManager')
        .getToolchainFromBuildContext('jdk', session)
ProcessBuilder builder = new ProcessBuilder([
        jdk.findTool('java'), '-Xmx384m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1',
        "-XX:ArchiveClassesAtExit=$target/server.jsa", '-Xlog:disable',
        '-jar', "$target/ticketing-app.jar", 'serve']*.toString())
builder.directory(folder).redirectErrorStream(true).redirectOutput(out)
builder.environment().keySet().removeIf { it.startsWith('TICKETING_') }
builder.environment().putAll([
        TICKETING_DATA_DIR: "$folder/data".toString(),
        TICKETING_HTTP_PORT: '0',
        TICKETING_PUBLIC_URL: 'http://localhost:8080'])

Process server = builder.start()
try {
    long deadline = System.nanoTime() + 120_000_000_000L
    while (!out.text.contains('Listening on') && server.alive && System.nanoTime() < deadline) {
        sleep 100
    }
    server.destroy()
    if (!server.waitFor(60, java.util.concurrent.TimeUnit.SECONDS) || server.exitValue() != 0) {
        throw new IllegalStateException("The server that was to be archived failed:\n$out.text")
    }
} finally {
    server.destroyForcibly()
}
