using System.Diagnostics;

namespace Harness.Perf;

/// <summary>Empty SUBMIT_3D commands, waited for one by one, by the harness and by a client in C: in blocks, in turn, on one queue of one device.</summary>
internal static class QueueRace
{
    private const int Blocks = 100;
    private const int CommandsOfBlock = 200;
    private const int WarmUps = 10;

    public static int Run(TextWriter output)
    {
        var benchmarks = new QueueBenchmarks();
        try
        {
            benchmarks.Start();
            using var client = QueueClient.Build(benchmarks.Device, benchmarks.Context);
            var (ours, theirs) = (new List<ulong>(), new List<ulong>());
            var block = new ulong[CommandsOfBlock];
            long allocated = 0;
            for (var i = -WarmUps; i < Blocks; i++)
            {
                // Who is first alternates, as the machine may drift within a pair of blocks too.
                foreach (var isOurs in (bool[])[i % 2 == 0, i % 2 != 0])
                {
                    if (isOurs)
                    {
                        var before = GC.GetAllocatedBytesForCurrentThread();
                        Take(benchmarks, block);
                        allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                    }
                    else
                    {
                        client.Submit(block);
                    }

                    if (i >= 0)
                    {
                        (isOurs ? ours : theirs).AddRange(block);
                    }
                }
            }

            ours.Sort();
            theirs.Sort();
            output.WriteLine($"queue-c: empty SUBMIT_3D, answered, by the harness / by a client in C; {Blocks} blocks of {CommandsOfBlock} each, in turn");
            output.WriteLine($"  harness {Text(ours)} us, C {Text(theirs)} us (p10/p50/p90/p99)");
            output.WriteLine($"  p50 / p50 {At(ours, 50) / At(theirs, 50):0.00}, p99 / p99 {At(ours, 99) / At(theirs, 99):0.00}; {allocated / (double)((Blocks + WarmUps) * CommandsOfBlock):0.#} bytes allocated a command");
            return 0;
        }
        catch (QueueClientException e)
        {
            output.WriteLine(e.Message);
            return 3;
        }
        finally
        {
            benchmarks.End();
        }
    }

    private static void Take(QueueBenchmarks benchmarks, ulong[] nanoseconds)
    {
        for (var i = 0; i < nanoseconds.Length; i++)
        {
            var started = Stopwatch.GetTimestamp();
            benchmarks.EmptySubmit();
            nanoseconds[i] = (ulong)((Stopwatch.GetTimestamp() - started) * (1e9 / Stopwatch.Frequency));
        }
    }

    private static string Text(List<ulong> sorted) => $"{At(sorted, 10):0.0}/{At(sorted, 50):0.0}/{At(sorted, 90):0.0}/{At(sorted, 99):0.0}";

    /// <summary>A percentile, in microseconds.</summary>
    private static double At(List<ulong> sorted, int percent) => sorted[(sorted.Count - 1) * percent / 100] / 1e3;
}
