using Harness.Link.Framing;

namespace Harness.Link.Messages;

/// <summary>Names and values that say what somebody runs on, in a fixed order. Names are those of <c>run.json</c>.</summary>
public static class Facts
{
    internal static void Write(MessageWriter fields, IReadOnlyList<KeyValuePair<string, string>> facts)
        => fields.Each(facts, fact => fields.Text(fact.Key).Text(fact.Value));

    internal static IReadOnlyList<KeyValuePair<string, string>> Read(MessageReader fields)
        => fields.Each(() => new KeyValuePair<string, string>(fields.Text(), fields.Text()));

    /// <summary>The value of that name; null when there is none.</summary>
    public static string? Find(this IReadOnlyList<KeyValuePair<string, string>> facts, string name)
    {
        foreach (var (key, value) in facts)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}
