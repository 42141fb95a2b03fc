using BenchmarkDotNet.Attributes;
using Harness.Imaging;

namespace Harness.Perf;

/// <summary>
/// The bounds check of a 3840x2160 frame: three streams (observed, lower, upper), 99.5 MB read from memory.
/// The baseline is the runtime's own vectorised compare of as many bytes: SequenceEqual over two equal buffers of 49.8 MB each.
/// </summary>
[MemoryDiagnoser]
public class BoundsCheckBenchmarks
{
    private const int Width = 3840;
    private const int Height = 2160;

    private readonly Frame _observed;
    private readonly Frame _wrongSomewhere;
    private readonly ReferenceFrame _reference;
    private readonly ReferenceFrame _tight;
    private readonly byte[] _left;
    private readonly byte[] _right;

    public BoundsCheckBenchmarks()
    {
        // Every page is written, so that none is the shared zero page, and lower < observed < upper nearly everywhere.
        var random = new Random(1);
        var observed = new byte[Width * Height * 4];
        random.NextBytes(observed);
        _observed = new Frame(Width, Height, observed);
        _reference = new ReferenceFrame(
            new Frame(Width, Height, (byte[])observed.Clone()),
            new Frame(Width, Height, Array.ConvertAll(observed, value => (byte)Math.Max(0, value - 2))),
            new Frame(Width, Height, Array.ConvertAll(observed, value => (byte)Math.Min(255, value + 2))));
        _tight = new ReferenceFrame(_reference.Expected, _reference.Expected, _reference.Expected);

        _left = new byte[observed.Length * 3 / 2];
        random.NextBytes(_left);
        _right = (byte[])_left.Clone();

        _wrongSomewhere = new Frame(Width, Height, (byte[])observed.Clone());
        for (var y = 1000; y < 1100; y++)
        {
            for (var x = 2000; x < 2100; x++)
            {
                _wrongSomewhere.SetPixel(x, y, default);
            }
        }
    }

    /// <summary>99.5 MB, two streams.</summary>
    [Benchmark(Baseline = true)]
    public bool SequenceEqualOfAsManyBytes() => _left.AsSpan().SequenceEqual(_right);

    /// <summary>99.5 MB, three streams.</summary>
    [Benchmark]
    public bool Passes() => BoundsCheck.Passes(_reference, _observed);

    /// <summary>The same, alpha left out as the scanout observer does.</summary>
    [Benchmark]
    public bool PassesInColour() => BoundsCheck.Passes(_reference, _observed, Channels.Colour);

    /// <summary>66.4 MB, two streams: a reference whose bounds meet everywhere.</summary>
    [Benchmark]
    public bool PassesTightBounds() => BoundsCheck.Passes(_tight, _observed);

    /// <summary>What a failure costs: 10,000 pixels out, located and looked at for hints.</summary>
    [Benchmark]
    public BoundsViolation? FindViolation() => BoundsCheck.FindViolation(_reference, _wrongSomewhere);
}
