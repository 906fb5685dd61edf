# Sourced by the scripts beside it, in the repository's root, with $scratch a folder of theirs:
# compiles the engine and its tests and defines "engine CLASS ARGUMENTS...", which runs a main class
# of either in a heap of $HEAP. The classes are copied, so that a build meanwhile does not change what is measured.
./mvnw -q -B -pl engine test-compile dependency:build-classpath \
  -Dmdep.outputFile="$scratch/classpath" -Dmdep.includeScope=test
cp -r engine/target/classes engine/target/test-classes "$scratch"

engine() {
  java -Xmx${HEAP:-2g} -Dbonsai.assets=assets \
    -cp "$scratch/test-classes:$scratch/classes:$(cat "$scratch/classpath")" "$@"
}
