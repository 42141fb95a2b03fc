using System.Diagnostics;
using NUnit.Framework;

namespace Harness.Tests.Processes;

/// <summary>A second program of ours that owns things and can be killed (tests/TetherOwner).</summary>
internal sealed class Owner : IDisposable
{
    private readonly Process _process;

    private Owner(Process process) => _process = process;

    public static Owner Start(params string[] arguments)
    {
        var info = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        info.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "TetherOwner.dll"));
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }

        return new Owner(Process.Start(info)!);
    }

    public (int Process, string Directory) ReadReport()
    {
        var line = _process.StandardOutput.ReadLine();
        Assert.That(line, Is.Not.Null, "the owner ended without a report");
        var space = line!.IndexOf(' ');
        return (int.Parse(line[..space]), line[(space + 1)..]);
    }

    /// <summary>kill -9.</summary>
    public void KillHard()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            KillHard();
        }

        _process.Dispose();
    }
}
