using System.Globalization;

namespace Harness.Scenes.Shading;

/// <summary>
/// A value as TGSI can name it in an operand: a register, which of its components, absolute value, sign; or literal values, which find their
/// immediate only when an instruction names them.
/// </summary>
internal readonly record struct TgsiSource
{
    private readonly string? register;
    private readonly (int X, int Y, int Z, int W) picks;
    private readonly bool absolute;
    private readonly bool negated;

    private TgsiSource(string register, (int X, int Y, int Z, int W) picks, bool absolute, bool negated) =>
        (this.register, this.picks, this.absolute, this.negated) = (register, picks, absolute, negated);

    private TgsiSource(EquatableList<float> literal) => Literal = literal;

    /// <summary>The values, where they are known; else null.</summary>
    public EquatableList<float>? Literal { get; private init; }

    public static TgsiSource Of(string register) => new(register, (0, 1, 2, 3), false, false);

    public static TgsiSource Of(EquatableList<float> literal) => new(literal);

    public TgsiSource Negated() => Literal is { } values ? new([.. values.Select(v => -v)]) : new(register!, picks, absolute, !negated);

    public TgsiSource Magnitude() => Literal is { } values ? new([.. values.Select(MathF.Abs)]) : new(register!, picks, true, false);

    /// <summary>The components chosen, in order.</summary>
    public TgsiSource Pick(ReadOnlySpan<int> components)
    {
        if (Literal is { } values)
        {
            float[] chosen = new float[components.Length];
            for (int c = 0; c < chosen.Length; c++)
            {
                chosen[c] = values[components[c]];
            }

            return new TgsiSource(EquatableList.Create<float>(chosen));
        }

        int last = components.Length - 1;
        return new(
            register!,
            (At(components[0]), At(components[Math.Min(1, last)]), At(components[Math.Min(2, last)]), At(components[Math.Min(3, last)])),
            absolute,
            negated);
    }

    /// <summary>The operand for an instruction that writes components <paramref name="first"/> to <paramref name="first"/> + <paramref name="width"/> - 1 of its target.</summary>
    /// <param name="repeat">The value is a scalar for all of them.</param>
    public string Text(TgsiImmediates immediates, int first, int width, bool repeat)
    {
        TgsiSource source = Literal is { } values ? immediates.Place(repeat ? [values[0]] : [.. values.Take(width)]) : this;
        Span<int> letters = stackalloc int[4];
        bool plain = !repeat;
        for (int c = 0; c < 4; c++)
        {
            letters[c] = source.At(repeat ? 0 : Math.Clamp(c - first, 0, width - 1));
            plain &= c < first || c >= first + width || letters[c] == c;
        }

        string name = plain ? source.register! : string.Create(CultureInfo.InvariantCulture, $"{source.register}.{"xyzw"[letters[0]]}{"xyzw"[letters[1]]}{"xyzw"[letters[2]]}{"xyzw"[letters[3]]}");
        return (source.negated ? "-" : "") + (source.absolute ? $"|{name}|" : name);
    }

    private int At(int component) => component switch { 0 => picks.X, 1 => picks.Y, 2 => picks.Z, _ => picks.W };
}
