# Sourced by the scripts beside it, in the repository's root: compiles the engine and its tests and
# defines "engine CLASS ARGUMENTS...", which runs a main class of either.
./mvnw -q -B -pl engine test-compile dependency:build-classpath \
  -Dmdep.outputFile=target/test-classpath.txt -Dmdep.includeScope=test

engine() {
  java -Xmx2g -Dbonsai.assets=assets \
    -cp "engine/target/test-classes:engine/target/classes:$(cat engine/target/test-classpath.txt)" "$@"
}
