// Checks the formatting of every Java file with google-java-format (AOSP style), or with
// -Pformat mends it. The formatter parses with the JDK that it runs on, so it runs on the
// toolchain's: Maven's own may be too old to read Java 21.

boolean mend = Boolean.parseBoolean(project.properties['format.mend'])
if (Boolean.parseBoolean(session.userProperties['format.skip'] ?: project.properties['format.skip'])) {
    return
}

// Files are looked at again only when they have changed since the last time that all was well.
File stamp = new File(project.build.directory, 'formatted')
long startedAt = System.currentTimeMillis()
List<String> files = []
project.modules.each { module ->
    ['src/main/java', 'src/test/java'].each { folder ->
        File sources = new File(project.basedir, "$module/$folder")
        if (sources.exists()) {
            sources.eachFileRecurse { file ->
                if (file.name.endsWith('.java') && file.lastModified() >= stamp.lastModified()) {
                    files << file.path
                }
            }
        }
    }
}
if (files.empty) {
    return
}

File list = new File(project.build.directory, 'format-these')
list.parentFile.mkdirs()
list.text = files.sort().join('\n')
def jdk = session.lookup('org.apache.maven.toolchain.ToolchainManager')
        .getToolchainFromBuildContext('jdk', session)
def jar = pluginArtifacts.find { it.artifactId == 'google-java-format' }.file
def command = [jdk.findTool('java'), '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC']
['api', 'code', 'file', 'main', 'parser', 'processing', 'tree', 'util'].each {
    command << "--add-exports=jdk.compiler/com.sun.tools.javac.$it=ALL-UNNAMED".toString()
}
command += ['-jar', jar.path, '--aosp']
command += mend ? ['--replace'] : ['--dry-run', '--set-exit-if-changed']
command << "@$list.path".toString()

Process formatter = new ProcessBuilder(command).redirectErrorStream(true).start()
String output = formatter.inputStream.getText('UTF-8')
if (formatter.waitFor() != 0) {
    log.error("Not formatted (./mvnw -Pformat mends it):\n" + output.replace("$project.basedir/", '  '))
    throw new IllegalStateException('Java files are not formatted; run ./mvnw -Pformat')
}
stamp.text = ''
stamp.lastModified = startedAt
