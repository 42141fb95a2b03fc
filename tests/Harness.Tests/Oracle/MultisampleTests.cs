using Harness.Imaging;
using Harness.Oracle;
using Harness.Scenes;
using Harness.Scenes.State;
using Harness.Scenes.Steps;
using NUnit.Framework;

namespace Harness.Tests.Oracle;

/// <summary>Four samples a pixel, resolved: a whole pixel in white over black is 255, and each sample a quarter of it.</summary>
public sealed class MultisampleTests
{
    private static readonly RasterizerState On = new() { Multisample = true };

    [TestCase(0x1u, 64)]
    [TestCase(0x6u, 128)]
    [TestCase(0xfu, 255)]
    [TestCase(0x0u, 0)]
    public void Each_sample_of_the_mask_counts_a_quarter(uint mask, int expected)
    {
        (int lower, int upper) = Resolved(On, mask, 1, BlendState.Default);

        Assert.That(upper - lower, Is.LessThanOrEqualTo(2));
        Assert.That(expected, Is.InRange(lower, upper));
    }

    [Test]
    public void The_mask_does_not_act_while_multisampling_is_off() =>
        Assert.That(Resolved(RasterizerState.Default, 0x1, 1, BlendState.Default), Is.EqualTo((255, 255)));

    [TestCase(0f, 0, 0)]
    [TestCase(0.5f, 0, 255)]
    [TestCase(1f, 255, 255)]
    public void Alpha_to_coverage_is_certain_at_its_ends_alone(float alpha, int lower, int upper) =>
        Assert.That(Resolved(On, uint.MaxValue, alpha, new BlendState { AlphaToCoverage = true }), Is.EqualTo((lower, upper)));

    [Test]
    public void A_pixel_on_the_diagonal_of_a_rectangle_is_covered_whole()
    {
        // Pixel (8, 8) is cut by the diagonal; every sample is in one of the two triangles.
        Assert.That(Resolved(On, uint.MaxValue, 1, BlendState.Default), Is.EqualTo((255, 255)));
    }

    [Test]
    public void A_pixel_that_an_edge_cuts_may_be_anything_and_one_that_it_only_touches_is_certain()
    {
        ReferenceFrame frame = Render(scene => scene.FillPixels(4, 4, 6.5f, 8, Colour.White), On, uint.MaxValue, BlendState.Default);

        Assert.That(Red(frame, 10, 6), Is.EqualTo((0, 255)), "cut at 10.5");
        Assert.That(Red(frame, 11, 6), Is.EqualTo((0, 0)));
        Assert.That(Red(frame, 4, 6), Is.EqualTo((255, 255)));
        Assert.That(Red(frame, 3, 6), Is.EqualTo((0, 0)));
    }

    /// <summary>Bounds of red in pixel (8, 8) after a white rectangle over pixels 4 to 11 in both directions.</summary>
    private static (int Lower, int Upper) Resolved(RasterizerState state, uint mask, float alpha, BlendState blend) =>
        Red(Render(scene => scene.FillPixels(4, 4, 8, 8, new Colour(1, 1, 1, alpha)), state, mask, blend), 8, 8);

    private static ReferenceFrame Render(Action<SceneBuilder> draw, RasterizerState state, uint mask, BlendState blend)
    {
        var scene = new SceneBuilder("test/multisample", "A test.", "none", 16, 16);
        TextureResource target = scene.ColourTarget(16, 16, samples: 4);
        scene.Target(target);
        scene.Clear(Colour.Black);
        scene.Rasterizer(state);
        scene.Blend(blend);
        scene.Do(new SetSampleMask(mask));
        draw(scene);
        scene.Do(new Blit(new Surface(target), new BlitBox(0, 0, 16, 16), Surface.Window, new BlitBox(0, 0, 16, 16)));
        return ReferenceOracle.Render(scene.Build());
    }

    private static (int Lower, int Upper) Red(ReferenceFrame frame, int x, int y)
    {
        int at = (((15 - y) * 16) + x) * 4;
        return (frame.Lower.Rgba[at], frame.Upper.Rgba[at]);
    }
}
