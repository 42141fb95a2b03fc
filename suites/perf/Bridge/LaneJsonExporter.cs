using System.Text.Json;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;

namespace Harness.Perf.Bridge;

/// <summary>BenchmarkDotNet's full JSON, whose environment is this machine's, and under <c>Lanes</c> what the lanes ran on: guest, accelerator, versions.</summary>
internal sealed class LaneJsonExporter : ExporterBase
{
    protected override string FileExtension => "json";

    public override void ExportToLog(Summary summary, ILogger logger)
    {
        var host = new AccumulationLogger();
        JsonExporter.Full.ExportToLog(summary, host);
        var document = JsonNode.Parse(host.GetLog())!;
        document["Lanes"] = JsonSerializer.SerializeToNode(LaneToolchain.Fleet?.Documents, JsonSerializerOptions.Web);
        logger.WriteLine(document.ToJsonString(Indented));
    }

    private static JsonSerializerOptions Indented { get; } = new() { WriteIndented = true };
}
