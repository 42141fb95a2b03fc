using Harness.Scenes.Steps;

namespace Harness.Scenes.Wire;

/// <summary>
/// A scene as bytes, to carry it to where it is played. Little-endian: the four bytes <c>HSCN</c>, a version byte, what the scene is about, its resources, its
/// shaders, its steps. Complete: what is read equals what was written, and nodes shared by reference are shared again. Only code of the same
/// <see cref="Version"/> reads it; it is for the wire, not for keeping.
/// </summary>
public static class SceneCodec
{
    /// <summary>The version of the layout: to be raised with every change of it.</summary>
    public const byte Version = 1;

    private const int LargestSide = 1 << 14;

    private static ReadOnlySpan<byte> Magic => "HSCN"u8;

    /// <summary>The bytes of a scene.</summary>
    /// <exception cref="ArgumentException">Two different resources of the scene have one id.</exception>
    public static byte[] Write(Scene scene)
    {
        // The steps come first here and last on the wire: what they refer to is collected on the way.
        var resources = new ResourceTable();
        var shaders = new ShaderTableWriter();
        var steps = new StepWriter(resources, shaders);
        foreach (Step step in scene.Steps)
        {
            steps.Write(step);
        }

        var writer = new WireWriter();
        writer.Raw(Magic);
        writer.Byte(Version);
        writer.Text(scene.Name);
        writer.Text(scene.Proves);
        writer.Text(scene.Specification);
        writer.Integer(scene.Width);
        writer.Integer(scene.Height);
        writer.Choice(scene.WindowDepth);
        writer.Double(scene.UncertainShare);
        writer.Switch(scene.UncertainBecause is not null);
        if (scene.UncertainBecause is { } because)
        {
            writer.Text(because);
        }

        resources.WriteTo(writer);
        shaders.WriteTo(writer);
        writer.Count(scene.Steps.Count);
        writer.Raw(steps.Written);
        return writer.Written.ToArray();
    }

    /// <summary>The scene of those bytes.</summary>
    /// <remarks>
    /// Shaders are built, not compiled: one that is well-formed and means nothing, such as an attribute read in a fragment shader, is found by who compiles it.
    /// </remarks>
    /// <exception cref="FormatException">They are no scene of this version; the message says what is wrong and where.</exception>
    public static Scene Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        if (!reader.Take(Magic.Length, "mark").SequenceEqual(Magic))
        {
            throw reader.Fault("the mark HSCN is missing");
        }

        if (reader.Byte("version") is var version && version != Version)
        {
            throw reader.Fault($"version {version}, and only {Version} is known");
        }

        string name = reader.Text("name");
        if (name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
        {
            throw reader.Fault($"name '{name}' is not area/name");
        }

        string proves = reader.Text("what it proves");
        string specification = reader.Text("specification");
        int width = reader.Integer("width", 1, LargestSide);
        int height = reader.Integer("height", 1, LargestSide);
        Format windowDepth = reader.Choice<Format>("depth format");
        double uncertainShare = reader.Double("uncertain share");
        string? because = reader.Switch("whether there is a reason") ? reader.Text("reason") : null;

        var resources = new ResourceTable();
        resources.Read(ref reader);
        var shaders = new ShaderTableReader();
        shaders.Read(ref reader);
        Step[] steps = Steps(ref reader, new StepReader(resources, shaders));
        reader.Entry = 0;
        return reader.Left == 0
            ? new Scene
            {
                Name = name,
                Proves = proves,
                Specification = specification,
                Width = width,
                Height = height,
                WindowDepth = windowDepth,
                UncertainShare = uncertainShare,
                UncertainBecause = because,
                Steps = steps,
            }
            : throw reader.Fault($"{reader.Left} bytes behind the last step");
    }

    private static Step[] Steps(ref WireReader reader, StepReader one)
    {
        (reader.Part, reader.Entry) = ("step", 0);
        var steps = new Step[reader.Count("number of steps")];
        for (int i = 0; i < steps.Length; i++)
        {
            reader.Entry = i + 1;
            steps[i] = one.Read(ref reader);
        }

        return steps;
    }
}
