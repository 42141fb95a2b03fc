using CsCheck;
using Harness.Catalogue;
using Harness.Scenes;
using Harness.Scenes.Shading;
using Harness.Scenes.Steps;
using Harness.Scenes.Wire;
using Harness.Tests.Scenes.Shading;
using NUnit.Framework;

namespace Harness.Tests.Scenes.Wire;

public sealed class SceneCodecTests
{
    private static readonly Varying Handed = new(3, 4, Interpolation.NoPerspective);

    private static IEnumerable<GlslDialect> Dialects => Enum.GetValues<GlslDialect>();

    [Test, CancelAfter(60_000)]
    public void Every_scene_of_the_catalogue_arrives_whole() => Assert.Multiple(() =>
    {
        foreach (Scene scene in SceneCatalogue.All)
        {
            byte[] bytes = SceneCodec.Write(scene);
            Scene read = SceneCodec.Read(bytes);
            Assert.That(SceneText.Of(read), Is.EqualTo(SceneText.Of(scene)), scene.Name);
            Assert.That(SceneText.Hash(read), Is.EqualTo(SceneText.Hash(scene)), scene.Name);
            Assert.That(Shaders(read), Is.EqualTo(Shaders(scene)), scene.Name);

            // A node that was shared and is not any more would take its bytes twice.
            Assert.That(SceneCodec.Write(read), Is.EqualTo(bytes), scene.Name);
        }
    });

    [TestCaseSource(typeof(EveryStep), nameof(EveryStep.All))]
    public void Every_field_of_a_step_arrives(Step step)
    {
        Assert.Multiple(() =>
        {
            Assert.That(SceneCodec.Read(SceneCodec.Write(SceneOf(step))).Steps, Is.EqualTo(new[] { step }));
            foreach ((string path, object changed) in FieldVariants.Of(step))
            {
                Assert.That(SceneCodec.Read(SceneCodec.Write(SceneOf((Step)changed))).Steps, Is.EqualTo(new[] { changed }), path);
            }
        });
    }

    [Test]
    public void Every_kind_of_step_and_of_node_has_a_form_on_the_wire()
    {
        Step[] steps = [.. EveryStep.All, EveryNode()];
        IEnumerable<Type> kinds = typeof(Step).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Step)));
        IEnumerable<Type> nodes = typeof(Expr).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Expr)));
        var shaders = (SetShaders)SceneCodec.Read(SceneCodec.Write(SceneOf(EveryNode()))).Steps.Single();
        Assert.Multiple(() =>
        {
            Assert.That(SceneCodec.Read(SceneCodec.Write(SceneOf(steps))).Steps.Select(s => s.GetType()).Distinct(), Is.EquivalentTo(kinds));
            Assert.That(Roots(shaders).SelectMany(Nodes).Select(n => n.GetType()).Distinct(), Is.EquivalentTo(nodes));
            Assert.That(Shaders(SceneOf(shaders)), Is.EqualTo(Shaders(SceneOf(EveryNode()))));
        });
    }

    [Test]
    public void Random_shaders_arrive_with_their_shared_nodes() =>
        Gen.Select(RandomShaders.Expressions(ShaderStage.Vertex, 2, 6), RandomShaders.Expressions(ShaderStage.Fragment, 3, 6)).Sample(
            (vertex, fragment) =>
            {
                var shaders = new SetShaders(
                    new VertexShader(vertex[0], [new VaryingOutput(Handed, vertex[1])]),
                    new FragmentShader([fragment[0], fragment[1]], fragment[2].X, fragment[0].Y));
                byte[] bytes = SceneCodec.Write(SceneOf(shaders));
                Scene read = SceneCodec.Read(bytes);
                Assert.That(Shaders(read), Is.EqualTo(Shaders(SceneOf(shaders))));
                Assert.That(SceneCodec.Write(read), Is.EqualTo(bytes));
                Assert.That(Roots((SetShaders)read.Steps[0]).SelectMany(Nodes).Distinct().Count(), Is.EqualTo(Roots(shaders).SelectMany(Nodes).Distinct().Count()));
            },
            iter: 300);

    [Test]
    public void A_shader_that_two_steps_bind_is_one_shader_again()
    {
        (VertexShader vertex, FragmentShader fragment) = SceneBuilder.ColourShaders();
        (_, FragmentShader other) = SceneBuilder.ColourShaders();
        Scene read = SceneCodec.Read(SceneCodec.Write(SceneOf(new SetShaders(vertex, fragment), new SetShaders(vertex, other))));
        var (first, second) = ((SetShaders)read.Steps[0], (SetShaders)read.Steps[1]);
        Assert.Multiple(() =>
        {
            Assert.That(second.Vertex, Is.SameAs(first.Vertex));
            Assert.That(second.Fragment, Is.Not.SameAs(first.Fragment));
        });
    }

    [Test]
    public void Two_resources_of_one_id_are_refused()
    {
        var one = new BufferResource(1, BufferUse.Vertex, 16);
        Assert.That(
            () => SceneCodec.Write(SceneOf(new CreateResource(one), new CreateResource(one with { Size = 32 }))),
            Throws.ArgumentException.With.Message.Contains("id 1"));
    }

    /// <summary>The layout belongs to the version: who changes one changes both.</summary>
    [Test]
    public void The_layout_is_that_of_its_version()
    {
        byte[] bytes = SceneCodec.Write(SceneOf([.. EveryStep.All, EveryNode()]));
        Assert.That(
            (SceneCodec.Version, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))),
            Is.EqualTo(((byte)1, "2bf10ee3987e92866f2ace64f4ec3f6ff0fcd5ab48ce0b77098f08781eeed648")));
    }

    internal static Scene SceneOf(params Step[] steps) => new()
    {
        Name = "wire/steps",
        Proves = "Steps arrive, with § and ü.",
        Specification = "none",
        Width = 64,
        Height = 48,
        WindowDepth = Format.Z16_UNORM,
        UncertainShare = 0.125,
        UncertainBecause = "it is a test",
        Steps = steps,
    };

    /// <summary>Shaders that together hold every kind of node.</summary>
    internal static SetShaders EveryNode()
    {
        var varying = new Varying(0, 4);
        Expr attribute = new AttributeExpr(1, 4, AttributeKind.SignedInteger);
        Expr looped = new LoopExpr(3, attribute, (i, s) => s + i, (i, s) => new BinaryExpr(BinaryOperation.Less, i, s.X));
        var vertex = new VertexShader(looped, [new VaryingOutput(varying, attribute * new LiteralExpr([1, 2, 3, 4]))], new BuiltInExpr(BuiltIn.VertexId));
        Expr read = new VaryingExpr(varying);
        Expr sampled = new SampleExpr(2, TextureTarget.TwoD, read.Swizzle("xy"), LodMode.Bias, new ConstantExpr(3, 1, 1), read.W);
        Expr chosen = new BranchExpr(read.X, new SelectExpr(read, sampled, new MixExpr(read, sampled, 0.5f)), new IndexedConstantExpr(1, 4, -read.Y));
        return new SetShaders(vertex, new FragmentShader([chosen, new JoinExpr([read.Swizzle("xyz"), new DotExpr(read, sampled)])], read.Z, read.X));
    }

    private static IEnumerable<string> Shaders(Scene scene) => scene.Steps.OfType<SetShaders>().SelectMany(s => (string[])
    [
        TgsiEmitter.Emit(s.Vertex), TgsiEmitter.Emit(s.Fragment), TgsiEmitter.Emit(s.Fragment, new TgsiOptions(FlipY: true)),
        .. Dialects.Select(d => new GlslOptions { Dialect = d, Attachments = s.Fragment.Colours.Count }).SelectMany(o => GlslEmitter.Obstacle(s.Vertex, s.Fragment, o) is { } obstacle
            ? (string[])[obstacle]
            : [GlslEmitter.Emit(s.Vertex, o), GlslEmitter.Emit(s.Fragment, o)]),
    ]);

    private static IEnumerable<Expr> Roots(SetShaders s) =>
        new[] { s.Vertex.Position, s.Vertex.PointSize, s.Fragment.Depth, s.Fragment.DiscardWhen }
            .Concat(s.Vertex.Outputs.Select(o => o.Value)).Concat(s.Fragment.Colours).OfType<Expr>();

    private static IEnumerable<Expr> Nodes(Expr root) => ExprWalk.Nodes(root);
}
