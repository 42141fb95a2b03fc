using System.Globalization;
using System.Text;

namespace Harness.Scenes.Shading;

/// <summary>A TGSI shader in the making: declarations, immediates and numbered instructions, indented by control flow. Lines end in LF alone; a CR is a syntax error.</summary>
internal sealed class TgsiProgram(string header)
{
    private readonly List<string> properties = [];
    private readonly List<string> declarations = [];
    private readonly List<string> instructions = [];
    private int temporaries;
    private int depth;
    private bool addresses;

    public TgsiImmediates Immediates { get; } = new();

    public void Property(string property) => properties.Add($"PROPERTY {property}");

    public void Declare(string declaration) => declarations.Add($"DCL {declaration}");

    /// <summary>Name of a temporary not used before.</summary>
    public string Temporary() => string.Create(CultureInfo.InvariantCulture, $"TEMP[{temporaries++}]");

    /// <summary>Name of the address register's component for <see cref="TgsiTranslation"/>'s indexed constants.</summary>
    public string Address()
    {
        addresses = true;
        return "ADDR[0].x";
    }

    public void Add(string instruction) =>
        instructions.Add(string.Create(CultureInfo.InvariantCulture, $"{instructions.Count,3}: {new string(' ', 2 * depth)}{instruction}"));

    public void Open(string instruction)
    {
        Add(instruction);
        depth++;
    }

    public void Otherwise(string instruction)
    {
        depth--;
        Open(instruction);
    }

    public void Close(string instruction)
    {
        depth--;
        Add(instruction);
    }

    public string Finish()
    {
        Add("END");
        var text = new StringBuilder(header).Append('\n');
        foreach (string line in properties.Concat(declarations))
        {
            text.Append(line).Append('\n');
        }

        if (temporaries > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"DCL TEMP[0..{temporaries - 1}]\n");
        }

        if (addresses)
        {
            text.Append("DCL ADDR[0]\n");
        }

        Immediates.Write(text);
        foreach (string line in instructions)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
