using CsCheck;
using Harness.Catalogue;
using Harness.Scenes;
using Harness.Scenes.Steps;
using Harness.Scenes.Wire;
using NUnit.Framework;

namespace Harness.Tests.Scenes.Wire;

public sealed class DamagedSceneTests
{
    /// <summary>A few of the catalogue's scenes, far apart, and one with every kind of step and node.</summary>
    private static readonly byte[][] Whole =
    [
        SceneCodec.Write(SceneCodecTests.SceneOf([.. EveryStep.All, SceneCodecTests.EveryNode()])),
        .. SceneCatalogue.All.Index().Where(s => s.Index % 41 == 0).Select(s => SceneCodec.Write(s.Item)),
    ];

    private static readonly Gen<byte[]> Damaged = Gen.Select(
        Gen.Int[0, Whole.Length - 1], Gen.Select(Gen.Int[0, 1 << 20], Gen.Byte, Gen.Int[0, 3]).Array[1, 6]).Select((which, blows) =>
        {
            var bytes = Whole[which].ToList();
            foreach ((int place, byte value, int blow) in blows.Where(_ => bytes.Count > 0))
            {
                int at = place % bytes.Count;
                switch (blow)
                {
                    case 0: bytes[at] = value; break;
                    case 1: bytes[at] ^= (byte)(1 << (value & 7)); break;
                    case 2: bytes.RemoveRange(at, Math.Min(value, bytes.Count - at)); break;
                    default: bytes.InsertRange(at, bytes.Skip(at).Take(value).ToArray()); break;
                }
            }

            return bytes.ToArray();
        });

    [Test, CancelAfter(60_000)]
    public void Damaged_bytes_are_a_scene_or_a_named_fault_and_cost_little_memory()
    {
        int faults = 0;
        Damaged.Sample(
            bytes =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    SceneCodec.Read(bytes);
                }
                catch (FormatException e)
                {
                    Interlocked.Increment(ref faults);
                    Assert.That(e.Message, Does.StartWith("No scene: ").And.Contain($" of {bytes.Length}, "));
                }

                Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64_000 + (200L * bytes.Length)));
            },
            iter: 20_000);
        Assert.That(faults, Is.GreaterThan(10_000), "damage that is hardly ever seen was none");
    }

    [Test]
    public void Every_shorter_piece_of_a_scene_is_refused()
    {
        for (int length = 0; length < Whole[0].Length; length++)
        {
            Assert.That(() => SceneCodec.Read(Whole[0].AsSpan(0, length)), Throws.InstanceOf<FormatException>(), $"{length} bytes");
        }
    }

    [Test]
    public void Bytes_behind_the_scene_are_refused() =>
        Assert.That(() => SceneCodec.Read([.. Whole[0], 0]), Throws.InstanceOf<FormatException>().With.Message.Contains("1 bytes behind the last step"));

    [Test]
    public void An_unknown_version_is_refused_by_its_number()
    {
        byte[] bytes = [.. Whole[0]];
        bytes[4] = SceneCodec.Version + 1;
        Assert.That(() => SceneCodec.Read(bytes), Throws.InstanceOf<FormatException>().With.Message.Contains($"version {SceneCodec.Version + 1}"));
    }

    [Test]
    public void What_is_wrong_is_said_with_its_step()
    {
        byte[] bytes = SceneCodec.Write(SceneCodecTests.SceneOf(new HideCursor(), new BreakContext(BadStream.ZeroHandle)));
        bytes[^1] = 200;
        Assert.That(
            () => SceneCodec.Read(bytes),
            Throws.InstanceOf<FormatException>().With.Message.EqualTo($"No scene: bad stream is 200, which is no BadStream (byte {bytes.Length} of {bytes.Length}, step 2)."));
    }

    [Test]
    public void Shader_nodes_nested_too_deep_for_a_stack_are_refused()
    {
        Harness.Scenes.Shading.Expr nested = 1;
        for (int i = 0; i < 2000; i++)
        {
            nested = -nested;
        }

        byte[] bytes = SceneCodec.Write(SceneCodecTests.SceneOf(new SetShaders(
            SceneBuilder.ColourShaders().Vertex, Harness.Scenes.Shading.FragmentShader.Of(nested.Swizzle("xxxx")))));
        Assert.That(() => SceneCodec.Read(bytes), Throws.InstanceOf<FormatException>().With.Message.Contains("nested deeper than 1000"));
    }
}
