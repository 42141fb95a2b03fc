using Harness.Store;

namespace Harness.Tests.Store;

/// <summary>A program that stores large runs one after the other, and says the name of each once it is stored, until it is killed.</summary>
internal static class StoringProgram
{
    public const string Verb = "store-runs";

    /// <summary>Cells of each run.</summary>
    public const int Cells = 2000;

    public static int Run(string address)
    {
        using var store = RunStore.Open(StoreAddress.Parse(address)!);
        for (var i = 0; ; i++)
        {
            var id = $"{Environment.ProcessId}-{i}";
            store.Save(SampleRuns.Run(id, Cells, SampleRuns.Metric("m", 1, 2, 3)));
            Console.WriteLine(id);
        }
    }
}
