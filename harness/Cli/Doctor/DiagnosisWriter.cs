using System.Text.Json;
using Spectre.Console;

namespace Harness.Cli.Doctor;

/// <summary>Writes a diagnosis: a table on a terminal, plain lines elsewhere, JSON when asked for.</summary>
internal static class DiagnosisWriter
{
    public static void WriteTable(Diagnosis diagnosis, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("", "what", "found");
        foreach (var finding in diagnosis.Findings)
        {
            var found = Markup.Escape(finding.Found);
            if (finding.State != ProbeState.Ok)
            {
                found += $"\n[dim]costs:[/]  {Markup.Escape(finding.Cost)}\n[dim]remedy:[/] {Markup.Escape(finding.Remedy)}";
            }

            var colour = finding.State switch { ProbeState.Ok => "green", ProbeState.Degraded => "yellow", _ => "red" };
            table.AddRow($"[{colour}]{Word(finding.State)}[/]", Markup.Escape(finding.Name), found);
        }

        console.Write(table);
        foreach (var line in LaneLines(diagnosis))
        {
            console.WriteLine(line);
        }
    }

    public static void WriteLines(Diagnosis diagnosis, TextWriter output)
    {
        var width = diagnosis.Findings.Max(finding => finding.Name.Length);
        foreach (var finding in diagnosis.Findings)
        {
            output.WriteLine($"{Word(finding.State),-8}  {finding.Name.PadRight(width)}  {finding.Found}");
            if (finding.State != ProbeState.Ok)
            {
                output.WriteLine($"{"",-8}  costs:  {finding.Cost}");
                output.WriteLine($"{"",-8}  remedy: {finding.Remedy}");
            }
        }

        foreach (var line in LaneLines(diagnosis))
        {
            output.WriteLine(line);
        }
    }

    /// <summary>
    /// An object: <c>version</c> 1, <c>defaultLanesCanRun</c>, <c>lanes</c> (each <c>lane</c>, <c>canRun</c>, <c>missing</c>),
    /// <c>findings</c> (each <c>name</c>, <c>state</c> ok, degraded or missing, <c>found</c>, <c>cost</c>, <c>remedy</c>, <c>neededBy</c>).
    /// </summary>
    public static void WriteJson(Diagnosis diagnosis, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteBoolean("defaultLanesCanRun", diagnosis.DefaultLanesCanRun);
            json.WriteStartArray("lanes");
            foreach (var (lane, missing) in diagnosis.Lanes)
            {
                json.WriteStartObject();
                json.WriteString("lane", lane);
                json.WriteBoolean("canRun", missing.Count == 0);
                WriteStrings(json, "missing", missing);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("findings");
            foreach (var finding in diagnosis.Findings)
            {
                json.WriteStartObject();
                json.WriteString("name", finding.Name);
                json.WriteString("state", Word(finding.State));
                json.WriteString("found", finding.Found);
                json.WriteString("cost", finding.Cost);
                json.WriteString("remedy", finding.Remedy);
                WriteStrings(json, "neededBy", finding.NeededBy);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }

    private static IEnumerable<string> LaneLines(Diagnosis diagnosis) =>
        diagnosis.Lanes.Select(lane => lane.Missing.Count == 0 ? $"Lane {lane.Lane} can run." : $"Lane {lane.Lane} cannot run: {string.Join(", ", lane.Missing)}.");

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string Word(ProbeState state) => state switch
    {
        ProbeState.Ok => "ok",
        ProbeState.Degraded => "degraded",
        _ => "missing",
    };
}
