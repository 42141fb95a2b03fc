using CsCheck;
using Harness.Drm;
using NUnit.Framework;

namespace Harness.Tests.Drm;

public sealed class StreamPiecesTests
{
    private const int Most = 0x10000;

    private static readonly Gen<uint[]> Command = Gen.OneOf(Gen.Int[0, 20], Gen.Int[0, 0xffff]).Select(length =>
    {
        uint[] words = new uint[1 + length];
        words[0] = (uint)length << 16;
        return words;
    });

    [Test]
    public void Long_streams_are_cut_between_commands() => Command.Array[1, 12].Sample(
        commands =>
        {
            uint[] stream = [.. commands.SelectMany(c => c)];
            var boundaries = new HashSet<int>();
            int end = 0;
            foreach (uint[] command in commands)
            {
                boundaries.Add(end += command.Length);
            }

            int at = 0;
            while (at < stream.Length)
            {
                int length = StreamPieces.First(stream.AsSpan(at), Most);
                Assert.That(length, Is.InRange(1, Most));
                at += length;
                Assert.That(boundaries, Does.Contain(at));
            }
        },
        iter: 300);

    [Test]
    public void What_fits_is_not_cut() => Assert.That(StreamPieces.First(new uint[Most], Most), Is.EqualTo(Most));

    [Test]
    public void A_command_that_is_cut_off_ends_the_last_piece()
    {
        uint[] stream = new uint[Most + 10];
        stream[0] = (uint)(Most - 2) << 16;
        stream[Most - 1] = 0xffffu << 16;
        int first = StreamPieces.First(stream, Most);
        Assert.That((first, StreamPieces.First(stream.AsSpan(first), Most)), Is.EqualTo((Most - 1, 11)));
    }

    [Test]
    public void A_piece_with_its_life_sign_stays_below_what_QEMU_takes() => Assert.That((StreamPieces.Longest + 64) * sizeof(uint), Is.LessThan((4 << 20) - (8 * 4096)));
}
