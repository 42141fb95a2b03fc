using System.Text.Json;

namespace Harness.Runs.Gating.Ledger;

/// <summary>Reads a ledger token by token, so that an error names its line.</summary>
internal ref struct LedgerReader(ReadOnlySpan<byte> json, string name)
{
    private const string Example =
        """{ "metric": "device/upload.dma.*", "from": "1a2b3c4", "cause": "validates boxes now", "verdict": "expected", "issue": "https://..." }""";

    private static readonly string[] Required = ["metric", "from", "cause", "verdict"];
    private static readonly string[] Known = [.. Required, "issue"];

    private readonly ReadOnlySpan<byte> _json = json;
    private readonly string _name = name;
    private Utf8JsonReader _reader = new(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    /// <summary>The entries.</summary>
    /// <exception cref="FormatException">Something else was met.</exception>
    public List<AcceptedChange> Read()
    {
        try
        {
            return Entries();
        }
        catch (JsonException e)
        {
            throw new FormatException($"{_name}:{(e.LineNumber ?? 0) + 1}: this is no JSON: {e.Message}", e);
        }
    }

    private List<AcceptedChange> Entries()
    {
        var entries = new List<AcceptedChange>();
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartArray)
        {
            throw Wrong($"a list of entries begins with [. An entry is {Example}");
        }

        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            var entry = Entry();
            if (entries.Find(other => other.Metric == entry.Metric && other.From == entry.From) is { } twin)
            {
                throw Wrong($"'{entry.Metric}' from '{entry.From}' is in line {twin.Line} already; keep one of them.", entry.Line);
            }

            entries.Add(entry);
        }

        return entries;
    }

    private AcceptedChange Entry()
    {
        var line = Line();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            throw Wrong($"an entry is an object: {Example}");
        }

        var fields = new Dictionary<string, string>();
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = _reader.GetString()!;
            if (!Known.Contains(field))
            {
                throw Wrong($"there is no field '{field}'.{Plan.ClosestNames.Question(field, Known)} Fields: {string.Join(", ", Known)}.");
            }

            _reader.Read();
            if (_reader.TokenType != JsonTokenType.String || string.IsNullOrWhiteSpace(_reader.GetString()))
            {
                throw Wrong($"'{field}' is a text in quotes that says something.");
            }

            if (!fields.TryAdd(field, _reader.GetString()!))
            {
                throw Wrong($"'{field}' stands here for the second time.");
            }
        }

        if (Array.Find(Required, field => !fields.ContainsKey(field)) is { } missing)
        {
            throw Wrong($"the entry lacks '{missing}'. An entry is {Example}", line);
        }

        var verdict = fields["verdict"] switch
        {
            "expected" => ChangeVerdict.Expected,
            "regression" => ChangeVerdict.Regression,
            "environment" => ChangeVerdict.Environment,
            var other => throw Wrong($"there is no verdict '{other}'. Write expected, regression or environment.", line),
        };
        return verdict == ChangeVerdict.Regression && !fields.ContainsKey("issue")
            ? throw Wrong("a regression that is accepted needs an 'issue' that keeps it from being forgotten.", line)
            : new AcceptedChange(fields["metric"], fields["from"], fields["cause"], verdict, fields.GetValueOrDefault("issue"), line);
    }

    private readonly int Line() => _json[..(int)_reader.TokenStartIndex].Count((byte)'\n') + 1;

    private readonly FormatException Wrong(string what, int? line = null) => new($"{_name}:{line ?? Line()}: {what}");
}
