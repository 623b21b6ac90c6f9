# Finds a JDK 21 or later, for the scripts at the root, which read this file. They have a function say,
# and set need_compiler to yes or no.

# Sets java_major when the folder holds one that will do.
fits() {
    [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 1
    [ "$need_compiler" = no ] || [ -x "$1/bin/javac" ] || return 1
    java_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${java_major:-0}" -ge 21 ]
}

java_home_of_path() {
    java=$(command -v java) || return 1
    "$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
}

find_jdk() {
    java_home=${JAVA_HOME:-}
    if fits "$java_home"; then
        return 0
    fi
    for java_home in \
        "$(java_home_of_path)" \
        /usr/lib/jvm/* \
        /opt/* \
        "${HOME:-}"/.sdkman/candidates/java/* \
        "${HOME:-}"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if fits "$java_home"; then
            return 0
        fi
    done
    say "needs a JDK 21 or later, and found none in JAVA_HOME, on the PATH or in the usual folders"
    exit 69 # EX_UNAVAILABLE
}
