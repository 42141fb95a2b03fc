using CliWrap;
using CliWrap.Buffered;
using Harness.Tests.Imaging;
using Harness.Virgl.Mutants;
using Harness.Virgl.Vtest;
using Harness.Virgl.Vtest.Proxy;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest.Proxy;

/// <summary>Mesa's own vtest client behind the proxy: it knows one socket, so it gets a /tmp of its own.</summary>
[TestFixture]
internal sealed class VirpipeProxyTests
{
    [TestCase(null, "255,128,0,255")]
    [TestCase("clear-channels-swapped", "0,128,255,255")]
    [CancelAfter(120_000)]
    public async Task Mesas_virpipe_draws_through_the_proxy_and_a_defect_in_it_shows(string? mutant, string pixel)
    {
        using var folder = new TemporaryFolder();
        using var server = VtestServer.Start();
        using var proxy = VtestProxy.Start(new VtestProxyOptions
        {
            SocketPath = Path.Combine(folder.Path, ".virgl_test"),
            ServerPath = server.SocketPath,
            Mutation = mutant is null ? null : () => MutantCatalogue.All.First(m => m.Name == mutant).Create(),
        });
        string[] user = Environment.UserName == "root" ? [] : ["-r"];
        var program = typeof(OrangeClear).Assembly.Location;

        // The program may lie below the /tmp that is hidden, so it is mounted elsewhere first.
        const string script = "mount --bind \"$1\" /mnt && mount --bind \"$0\" /tmp && cd / && shift && exec \"$@\"";
        var drawn = await CliWrap.Cli.Wrap("unshare")
            .WithArguments([.. user, "-m", "sh", "-c", script, folder.Path, Path.GetDirectoryName(program)!, "dotnet", $"/mnt/{Path.GetFileName(program)}", OrangeClear.Verb])
            .WithEnvironmentVariables(new Dictionary<string, string?> { ["GALLIUM_DRIVER"] = "virpipe", ["LIBGL_ALWAYS_SOFTWARE"] = "1", ["EGL_PLATFORM"] = "surfaceless", ["DOTNET_EnableDiagnostics"] = "0" })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
        if (drawn.StandardError.Contains("unshare", StringComparison.Ordinal))
        {
            Assert.Ignore($"No mount namespace here: {drawn.StandardError}");
        }

        Assert.That(drawn.StandardOutput.Trim(), Does.StartWith($"{pixel}|virgl (LLVMPIPE"), drawn.StandardError);
        Assert.That(proxy.Troubles, Is.Empty);
    }
}
