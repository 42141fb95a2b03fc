using Harness.Runs.Records;

namespace Harness.Store;

/// <summary>Stores a run that has just been written to its folder.</summary>
public static class RunKeeping
{
    /// <summary>Stores it. Whatever goes wrong is told and not thrown: the run itself is done, and its file is there.</summary>
    /// <param name="address">Where; null for nowhere.</param>
    /// <param name="run">The run.</param>
    /// <param name="file">Its <c>run.json</c>.</param>
    /// <returns>Null, or why it is not in the store and how it gets there later.</returns>
    public static string? Keep(StoreAddress? address, RunDocument run, string file)
    {
        if (address is null)
        {
            return null;
        }

        try
        {
            using var store = RunStore.Open(address);
            store.Save(run);
            return null;
        }
#pragma warning disable CA1031 // A native library that does not load is no reason to fail a run either.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return $"The run is not in the store. {e.Message} It is kept in {file}; `harness store import {file}` stores it later.";
        }
    }
}
