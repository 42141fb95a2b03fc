using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Harness.Scenes.Steps;
using Harness.Scenes.Text;

namespace Harness.Scenes;

/// <summary>
/// A scene as text: canonical (equal scenes give equal text, on every machine and in every culture), complete (every field of every step), and made to be read.
/// </summary>
public static class SceneText
{
    private const string Indent = "    ";

    /// <summary>What the scene is about, then its steps, numbered from 1, a line each; shaders follow their step as indented TGSI.</summary>
    public static string Of(Scene scene)
    {
        var text = new StringBuilder();
        Append(text, new TextLine("scene").Value(scene.Name));
        Append(text, new TextLine("proves").Value(scene.Proves));
        Append(text, new TextLine("specification").Value(scene.Specification));
        TextLine uncertain = new TextLine("uncertain").Field("share", scene.UncertainShare);
        Append(text, scene.UncertainBecause is null ? uncertain : uncertain.Field("because", scene.UncertainBecause));
        return text.Append(Drawn(scene)).ToString();
    }

    /// <summary>One step, without a line end; the shaders of <see cref="SetShaders"/> on lines of their own.</summary>
    public static string Of(Step step) => StepText.Of(step, Indent);

    /// <summary>
    /// SHA-256, in hexadecimal, of all that decides the pixels: size, attachments, every step and every byte of data. The sentences about the scene are
    /// no part of it, so that a better wording leaves its reference frames valid.
    /// </summary>
    public static string Hash(Scene scene) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Drawn(scene))));

    private static string Drawn(Scene scene)
    {
        var text = new StringBuilder();
        Append(text, new TextLine("window").Field("width", scene.Width).Field("height", scene.Height).Field("depth", scene.WindowDepth));
        foreach ((int index, Step step) in scene.Steps.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{index + 1,3} ").Append(Of(step)).Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, TextLine line) => text.Append(line).Append('\n');
}
