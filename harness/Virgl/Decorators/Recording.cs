using System.Globalization;
using System.Text;

namespace Harness.Virgl.Decorators;

/// <summary>What a caller asked of a connection, in order. Filled by a <see cref="RecordingConnection"/>.</summary>
public sealed class Recording
{
    private readonly List<Entry> _entries = [];
    private readonly CommandStream _words = new();

    private enum Call
    {
        CreateContext,
        DestroyContext,
        CreateResource,
        DestroyResource,
        Attach,
        Detach,
        TransferToHost,
        TransferFromHost,
        Submit,
        Finish,
    }

    /// <summary>Calls recorded.</summary>
    public int Calls => _entries.Count;

    /// <summary>The calls as text, one a line; the commands of a stream on lines of their own below it, as <see cref="CommandText"/> writes them.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var entry in _entries)
        {
            Append(text, entry);
        }

        return text.ToString();
    }

    internal void CreateContext(uint context, string name) => _entries.Add(new Entry(Call.CreateContext, context, 0) { Name = name });

    internal void DestroyContext(uint context) => _entries.Add(new Entry(Call.DestroyContext, context, 0));

    internal void CreateResource(uint resource, in ResourceDescription description)
        => _entries.Add(new Entry(Call.CreateResource, 0, resource) { Description = description });

    internal void DestroyResource(uint resource) => _entries.Add(new Entry(Call.DestroyResource, 0, resource));

    internal void Attach(uint context, uint resource) => _entries.Add(new Entry(Call.Attach, context, resource));

    internal void Detach(uint context, uint resource) => _entries.Add(new Entry(Call.Detach, context, resource));

    internal void TransferToHost(uint context, uint resource, in Transfer transfer)
        => _entries.Add(new Entry(Call.TransferToHost, context, resource) { Transfer = transfer });

    internal void TransferFromHost(uint context, uint resource, in Transfer transfer)
        => _entries.Add(new Entry(Call.TransferFromHost, context, resource) { Transfer = transfer });

    internal void Submit(uint context, ReadOnlySpan<uint> stream)
    {
        _entries.Add(new Entry(Call.Submit, context, 0) { Start = _words.Length, Length = stream.Length });
        _words.Append(stream);
    }

    internal void Finish(uint context) => _entries.Add(new Entry(Call.Finish, context, 0));

    private void Append(StringBuilder text, in Entry entry)
    {
        var invariant = CultureInfo.InvariantCulture;
        switch (entry.Call)
        {
            case Call.CreateContext:
                text.Append(invariant, $"create context {entry.Context} '{entry.Name}'\n");
                break;
            case Call.DestroyContext:
                text.Append(invariant, $"destroy context {entry.Context}\n");
                break;
            case Call.CreateResource:
                Append(text, entry.Resource, entry.Description);
                break;
            case Call.DestroyResource:
                text.Append(invariant, $"destroy resource {entry.Resource}\n");
                break;
            case Call.Attach:
                text.Append(invariant, $"attach resource {entry.Resource} to context {entry.Context}\n");
                break;
            case Call.Detach:
                text.Append(invariant, $"detach resource {entry.Resource} from context {entry.Context}\n");
                break;
            case Call.TransferToHost:
                Append(text, "to host", entry);
                break;
            case Call.TransferFromHost:
                Append(text, "from host", entry);
                break;
            case Call.Finish:
                text.Append(invariant, $"wait for context {entry.Context}\n");
                break;
            default:
                text.Append(invariant, $"submit to context {entry.Context}: {entry.Length} dwords\n");
                foreach (var line in CommandText.Of(_words.Words.Slice(entry.Start, entry.Length)).AsSpan().EnumerateLines())
                {
                    if (line.Length > 0)
                    {
                        text.Append("  ").Append(line).Append('\n');
                    }
                }

                break;
        }
    }

    private static void Append(StringBuilder text, uint resource, in ResourceDescription d)
        => text.Append(
            CultureInfo.InvariantCulture,
            $"create resource {resource}: target {(PipeTextureTarget)d.Target} format {(VirglFormat)d.Format} bind 0x{d.Bind:x} {d.Width}x{d.Height}x{d.Depth} layers {d.ArraySize} last level {d.LastLevel} samples {d.Samples} flags 0x{d.Flags:x}, {d.BackingBytes} bytes of backing\n");

    private static void Append(StringBuilder text, string direction, in Entry entry)
    {
        var (t, box) = (entry.Transfer, entry.Transfer.Box);
        text.Append(
            CultureInfo.InvariantCulture,
            $"transfer {direction}, context {entry.Context}, resource {entry.Resource}: level {t.Level} box {box.X},{box.Y},{box.Z} {box.Width}x{box.Height}x{box.Depth} offset {t.Offset} stride {t.Stride} layer stride {t.LayerStride}\n");
    }

    private readonly record struct Entry(Call Call, uint Context, uint Resource)
    {
        public string? Name { get; init; }

        public ResourceDescription Description { get; init; }

        public Transfer Transfer { get; init; }

        public int Start { get; init; }

        public int Length { get; init; }
    }
}
