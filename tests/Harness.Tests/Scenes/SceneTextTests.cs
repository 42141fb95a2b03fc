using System.Globalization;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using NUnit.Framework;

namespace Harness.Tests.Scenes;

public sealed class SceneTextTests
{
    [Test]
    public void Every_kind_of_step_has_a_line_of_its_own()
    {
        IEnumerable<Type> kinds = typeof(Step).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Step)));
        Assert.Multiple(() =>
        {
            Assert.That(EveryStep.All.Select(s => s.GetType()).Append(typeof(SetShaders)).Distinct(), Is.EquivalentTo(kinds));
            Assert.That(EveryStep.All.Select(SceneText.Of), Is.Unique.And.None.Contains("\n"));
        });
    }

    [TestCaseSource(typeof(EveryStep), nameof(EveryStep.All))]
    public void Every_field_of_a_step_shows_in_its_line(Step step)
    {
        string text = SceneText.Of(step);
        Assert.Multiple(() =>
        {
            foreach ((string path, object changed) in FieldVariants.Of(step))
            {
                Assert.That(SceneText.Of((Step)changed), Is.Not.EqualTo(text), path);
            }
        });
    }

    [Test]
    public void Shaders_are_shown_as_indented_TGSI()
    {
        (VertexShader vertex, FragmentShader fragment) = SceneBuilder.ColourShaders();
        Assert.That(SceneText.Of(new SetShaders(vertex, fragment)), Is.EqualTo("""
            shaders
                VERT
                DCL IN[0]
                DCL IN[1]
                DCL OUT[0], POSITION
                DCL OUT[1], GENERIC[0]
                  0: MOV OUT[0], IN[0]
                  1: MOV OUT[1], IN[1]
                  2: END
                FRAG
                PROPERTY FS_COLOR0_WRITES_ALL_CBUFS 1
                DCL IN[0], GENERIC[0], PERSPECTIVE
                DCL OUT[0], COLOR
                  0: MOV OUT[0], IN[0]
                  1: END
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_scene_reads_line_by_line()
    {
        Scene scene = new SceneBuilder("clear/half", "Clearing clears.", "GL 4.5 section 17.4.3", 4, 2).Clear(new Colour(0.1f, 0, 1, 0.5f)).Scissor(-1, 0, 2, 2).Build();
        Assert.That(SceneText.Of(scene), Is.EqualTo("""
            scene clear/half
            proves Clearing clears.
            specification GL 4.5 section 17.4.3
            uncertain share=0.02
            window width=4 height=2 depth=None
              1 clear colour=(0.1,0,1,0.5) depth=none stencil=none
              2 scissor x=-1 y=0 width=2 height=2

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Text_does_not_follow_the_culture()
    {
        Scene scene = new SceneBuilder("viewport/odd", "a", "b").Viewport(-1.5f, -2, 1e-7f, 3).Scissor(-1, -2, 3, 4).Clear(new Colour(-0.5f, 0, 0)).Build();
        string text = SceneText.Of(scene);
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NegativeSign = "minus";
        strange.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = strange;
            Assert.That(SceneText.Of(scene), Is.EqualTo(text));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void The_hash_sees_every_byte_of_data_and_no_wording()
    {
        byte[] data = new byte[1000];
        Scene With(byte last, string proves = "a")
        {
            data[^1] = last;
            var builder = new SceneBuilder("x/y", proves, "b");
            builder.Buffer<byte>(BufferUse.Vertex, data);
            return builder.Build();
        }

        string hash = SceneText.Hash(With(1));
        Assert.Multiple(() =>
        {
            Assert.That(hash, Has.Length.EqualTo(64));
            Assert.That(SceneText.Hash(With(2)), Is.Not.EqualTo(hash));
            Assert.That(SceneText.Hash(With(1, "better said")), Is.EqualTo(hash));
            Assert.That(SceneText.Hash(With(1) with { Width = 65 }), Is.Not.EqualTo(hash));
        });
    }
}
