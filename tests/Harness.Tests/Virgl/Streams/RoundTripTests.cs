using CsCheck;
using Harness.Virgl;
using Harness.Virgl.Commands;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Streams;

public sealed class RoundTripTests
{
    private static IEnumerable<string> Kinds => AnyCommand.Kinds.Keys;

    [TestCaseSource(nameof(Kinds))]
    public void A_command_decodes_to_itself_and_encodes_to_the_same_dwords(string kind) => AnyCommand.Kinds[kind].Sample(
        command =>
        {
            var stream = new CommandStream();
            command.Encode(stream);
            var decoded = VirglDecoder.Decode(stream.Words);
            var again = new CommandStream();
            VirglDecoder.Encode(decoded, again);
            Assert.That(decoded, Is.EqualTo((IVirglCommand[])[command]));
            Assert.That(again.Words.SequenceEqual(stream.Words));
        },
        iter: 300);

    [Test]
    public void A_stream_of_commands_decodes_to_them_in_order() => AnyCommand.Any.Array[0, 30].Sample(
        commands =>
        {
            var stream = new CommandStream(16);
            VirglDecoder.Encode(commands, stream);
            Assert.That(VirglDecoder.Decode(stream.Words), Is.EqualTo(commands));
        },
        iter: 300);

    [Test]
    public void Every_command_and_object_type_of_the_protocol_has_a_kind()
    {
        var met = new HashSet<(CommandId, uint)>();
        foreach (var kind in AnyCommand.Kinds.Values)
        {
            kind.Sample(
                command =>
                {
                    var stream = new CommandStream();
                    command.Encode(stream);
                    lock (met)
                    {
                        met.Add((command.Id, command.Id == CommandId.CreateObject ? stream.Words[0] >> 8 & 0xff : 0));
                    }
                },
                iter: 100);
        }

        var commands = Enum.GetValues<CommandId>();
        Assert.That(commands.Select(id => (uint)id), Is.EqualTo(Enumerable.Range(0, 63)), "ids 0 to 62");
        Assert.That(met.Select(key => key.Item1).Distinct(), Is.EquivalentTo(commands));
        Assert.That(
            met.Where(key => key.Item1 == CommandId.CreateObject).Select(key => (ObjectType)key.Item2),
            Is.EquivalentTo(Enum.GetValues<ObjectType>().Where(type => type != ObjectType.None)));
    }

    [Test]
    public void A_defect_is_one_changed_field_of_a_decoded_stream()
    {
        var encoder = new VirglEncoder(new CommandStream());
        encoder.SetScissorState(new ScissorRect(1, 2, 30, 40));
        encoder.CreateRasterizer(5, RasterizerState.Standard with { CullFace = CullFace.Back });
        encoder.CreateBlend(6, BlendState.Opaque);

        var mutated = VirglDecoder.Decode(encoder.Stream.Words).Select(command => command switch
        {
            SetScissorState scissor => scissor with { Scissors = scissor.Scissors.With(0, rect => rect with { MaxX = rect.MaxX + 1 }) },
            CreateRasterizer { State.CullFace: CullFace.Back } rasterizer => rasterizer with { State = rasterizer.State with { CullFace = CullFace.Front } },
            CreateBlend blend => blend with { State = blend.State with { Target0 = blend.State.Target0 with { ColorMask = ColorMask.Red } } },
            _ => command,
        }).ToArray();

        var expected = new VirglEncoder(new CommandStream());
        expected.SetScissorState(new ScissorRect(1, 2, 31, 40));
        expected.CreateRasterizer(5, RasterizerState.Standard with { CullFace = CullFace.Front });
        expected.CreateBlend(6, BlendState.Opaque with { Target0 = BlendTarget.Opaque with { ColorMask = ColorMask.Red } });
        var stream = new CommandStream();
        VirglDecoder.Encode(mutated, stream);
        Assert.That(stream.Words.ToArray(), Is.EqualTo(expected.Stream.Words.ToArray()));
    }
}
