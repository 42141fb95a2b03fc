using System.Collections;
using System.Globalization;
using System.Reflection;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using NUnit.Framework;

namespace Harness.Tests.Scenes;

public sealed class SceneTextTests
{
    private static readonly BufferResource Buffer = new(1, BufferUse.Vertex, 256);
    private static readonly TextureResource Texture = new(2, TextureTarget.TwoD, Format.R8G8B8A8_UNORM, TextureUse.ColourTarget, 8, 4, 1, 1, 2, 1);
    private static readonly DisplayRectangle Rectangle = new(1, 2, 3, 4);

    /// <summary>One of every kind of step, with every list filled.</summary>
    private static IEnumerable<Step> Steps =>
    [
        new CreateResource(Buffer), new CreateResource(Texture), new UpdateBuffer(Buffer, 4, [1, 2, 3], TransferRoad.InlineWrite),
        new UpdateTexture(Texture, 1, new Region(1, 0, 0, 2, 1, 1), [1, 2, 3, 4, 5, 6, 7, 8], TransferRoad.Dma, 8, 16, 24),
        new CopyThroughGuest(Texture, 0, Region.Flat(0, 0, 2, 2), Texture, 1, Region.Flat(1, 1, 2, 2), 64, 3),
        new SetViewport(new Viewport(0, 1, 8, 4, 0, 1)), new SetScissor(new ScissorBox(1, 2, 3, 4)), new SetRasterizer(RasterizerState.Default),
        new SetDepthStencil(DepthStencilState.Default with { Back = new StencilFace() }), new SetBlend(BlendState.Default with { Further = [new TargetBlend()] }),
        new SetStencilReference(1, 2), new SetBlendColour(new Colour(0, 0.5f, 1)), new SetSampleMask(3), new SetClipPlanes([(1, 2, 3, 4)]), new SetPolygonStipple([1, 2]),
        new SetFramebuffer(new Framebuffer([new Surface(Texture, 1)], new Surface(Texture))), new SetVertexBuffers([new VertexBufferBinding(Buffer, 16)]),
        new SetVertexElements([new VertexElement(Format.R32G32_FLOAT, 8, 0, 1)]), new SetIndexBuffer(new IndexBufferBinding(Buffer, 2, 4)),
        new SetConstants(ShaderStage.Vertex, [1, 0.1f]), new SetConstantBuffer(ShaderStage.Fragment, 1, Buffer, 0, 256),
        new SetTexture(ShaderStage.Fragment, 0, new TextureView(Texture) { Swizzles = [Swizzle.Red, Swizzle.Zero, Swizzle.One, Swizzle.Blue] }, SamplerState.Linear),
        new Clear(Colour.Red, 0.5, 3), new ClearInside(Colour.Blue, new ScissorBox(0, 0, 1, 1), ColourMask.Red), new Draw(Primitive.Triangles, 0, 3, Restart: 7),
        new Blit(Surface.Window, new BlitBox(0, 0, 4, 4), new Surface(Texture), new BlitBox(4, 4, 0, 0), Filter.Linear, new ScissorBox(0, 0, 2, 2)),
        new CopyRegion(new Surface(Texture), Region.Flat(0, 0, 1, 1), Surface.Window, 3, 4), new CopyBuffer(Buffer, 0, Buffer, 64, 32),
        new CreateFramebuffer2D(5, Format.B8G8R8X8_UNORM, 8, 8, true), new FillBacking(5, Rectangle, Colour.Green), new TransferToHost2D(5, Rectangle, 16),
        new SetScanout(5, Rectangle), new FlushResource(5, Rectangle), new ReplaceBacking(5, true), new CreateCursor(6, [1, 2]), new UpdateCursor(6, 1, 2, 3, 4),
        new MoveCursor(1, 2), new HideCursor(), new UseContext(1), new BreakContext(BadStream.ZeroHandle),
    ];

    [Test]
    public void Every_kind_of_step_has_a_line_of_its_own()
    {
        IEnumerable<Type> kinds = typeof(Step).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Step)));
        Assert.Multiple(() =>
        {
            Assert.That(Steps.Select(s => s.GetType()).Append(typeof(SetShaders)).Distinct(), Is.EquivalentTo(kinds));
            Assert.That(Steps.Select(SceneText.Of), Is.Unique.And.None.Contains("\n"));
        });
    }

    [TestCaseSource(nameof(Steps))]
    public void Every_field_of_a_step_shows_in_its_line(Step step)
    {
        string text = SceneText.Of(step);
        Assert.Multiple(() =>
        {
            foreach ((string path, object changed) in Changed(step))
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

    /// <summary>The object with one leaf changed, for every leaf of it: numbers, switches, choices, elements of lists.</summary>
    private static IEnumerable<(string Path, object Changed)> Changed(object value)
    {
        foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            object? current = property.GetValue(value);
            foreach ((string path, object? changed) in Variants(property.PropertyType, current))
            {
                // A copied record whose fields are set by reflection: 'with' for any property.
                object copy = value.GetType().GetMethod("<Clone>$")?.Invoke(value, null) ?? value;
                property.SetValue(copy, changed);
                yield return ($"{property.Name}{path}", copy);
            }
        }
    }

    private static IEnumerable<(string Path, object? Changed)> Variants(Type type, object? value)
    {
        if (value is null || Nullable.GetUnderlyingType(type) is not null)
        {
            return value is null ? [] : [(" none", null), .. Variants(value.GetType(), value)];
        }

        // A resource is shown by its name; what it is, its own step tells.
        return value switch
        {
            bool b => [("", !b)],
            int i => [("", i + 1)],
            uint u => [("", u + 1)],
            byte b => [("", (byte)(b + 1))],
            float f => [("", f + 0.25f)],
            double d => [("", d + 0.25)],
            Enum e => [("", Enum.ToObject(type, Convert.ToInt32(e, CultureInfo.InvariantCulture) + 1))],
            EquatableList<byte> list => [("[]", EquatableList.Create<byte>([.. list, 9]))],
            EquatableList<float> list => [("[]", EquatableList.Create<float>([.. list, 9]))],
            EquatableList<uint> list => [("[]", EquatableList.Create<uint>([.. list, 9]))],
            EquatableList<(float, float, float, float)> list => [("[]", EquatableList.Create<(float, float, float, float)>([.. list, (1, 2, 3, 5)]))],
            EquatableList<Swizzle> list => [("[]", EquatableList.Create<Swizzle>([.. list.Reverse()]))],
            IEnumerable list => Lists(list),
            Resource r when type != typeof(Resource) => [("#", r is BufferResource b ? b with { Id = 9 } : (object)(((TextureResource)r) with { Id = 9 }))],
            _ => Changed(value).Select(c => ($".{c.Path}", (object?)c.Changed)),
        };
    }

    private static IEnumerable<(string Path, object? Changed)> Lists(IEnumerable list) => list switch
    {
        EquatableList<Surface> l => Elements(l),
        EquatableList<TargetBlend> l => Elements(l),
        EquatableList<VertexBufferBinding> l => Elements(l),
        EquatableList<VertexElement> l => Elements(l),
        _ => throw new InvalidOperationException($"{list.GetType()} is not varied."),
    };

    private static IEnumerable<(string Path, object? Changed)> Elements<T>(EquatableList<T> list) where T : class =>
        Changed(list[0]).Select(c => ($"[0].{c.Path}", (object?)EquatableList.Create<T>([(T)c.Changed, .. list.Skip(1)])));
}
