using System.ComponentModel;

namespace Harness.Cli.Doctor;

/// <summary>Asks all probes at once, each with a deadline: one that hangs or breaks costs its own line, not the answer.</summary>
public sealed class Examination(IReadOnlyList<IProbe> probes, TimeSpan deadline)
{
    /// <summary>The findings in the order of the probes.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellation) =>
        await Task.WhenAll(probes.Select(probe => LookAsync(probe, cancellation))).ConfigureAwait(false);

    private async Task<Finding> LookAsync(IProbe probe, CancellationToken cancellation)
    {
        var reading = await ReadAsync(probe, cancellation).ConfigureAwait(false);
        return new Finding(probe.Name, reading.State, reading.Found, reading.Cost, reading.Remedy, probe.NeededBy);
    }

    private async Task<Reading> ReadAsync(IProbe probe, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        try
        {
            // Off this thread, and left behind if it does not even react to the cancellation.
            return await Task.Run(() => probe.LookAsync(limit.Token), limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Reading.Missing(
                $"no answer within {deadline.TotalSeconds:0.#} s", "It cannot be relied on while it hangs.", "Run the command by hand and see what it waits for.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception or FormatException or InvalidOperationException)
        {
            return Reading.Missing($"the probe failed: {failure.Message}", "Nothing is known about it.", "Mend what the message names.");
        }
    }
}
