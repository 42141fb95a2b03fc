using NUnit.Framework;

// Tests run one after the other, so that one that measures, counts processes or looks for leftovers meets nobody. Those that mostly wait for an emulated guest, and
// look at their own guest only, say that they are parallelizable: two of them share the time.
[assembly: LevelOfParallelism(2)]
