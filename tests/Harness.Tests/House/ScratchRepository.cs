using System.Diagnostics;

namespace Harness.Tests.House;

/// <summary>
/// A folder with this repository's scripts and a few source files, and a PATH on which the heavy commands (dotnet, apt-get, dpkg-query, sudo)
/// are small scripts of the test. The scripts under test run as they are; everything they call besides is the machine's own.
/// </summary>
internal sealed class ScratchRepository : IDisposable
{
    private static readonly string[] RealCommands =
        ["awk", "basename", "bash", "cat", "cp", "dirname", "env", "find", "flock", "grep", "head", "mkdir", "mv", "readlink", "rm", "rmdir", "sort", "tail", "touch"];

    private readonly string _folder = Directory.CreateTempSubdirectory("harness-house-").FullName;

    public ScratchRepository()
    {
        var source = SourceRoot();
        foreach (var script in new[] { "harness.sh", "tests/run-tests.sh", ".ci/run" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(script))!);
            File.Copy(Path.Combine(source, script), PathOf(script));
        }

        foreach (var file in new[]
        {
            "Harness.sln", "Directory.Build.props", "Directory.Packages.props", "global.json", ".editorconfig",
            "harness/Cli/Harness.Cli.csproj", "harness/Cli/Program.cs", "suites/conformance/Catalogue/Scene.cs",
        })
        {
            Write(file, "");
        }

        foreach (var command in RealCommands)
        {
            File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(PathOf("../bin")).FullName, command), Locate(command));
        }

        Command("id", "echo 0");
        Command("dpkg-query", """for name in "${@:3}"; do echo "$name installed"; done""");
        Command("apt-get", "exit 99");
        Command("apt-cache", "true");
    }

    /// <summary>The lines that fake commands wrote with <c>log WORD...</c>.</summary>
    public string[] Log => File.Exists(PathOf("../log")) ? File.ReadAllLines(PathOf("../log")) : [];

    public static string SourceRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "harness.sh")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds harness.sh; run the tests from a checkout.");
    }

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public void Delete(string file) => File.Delete(PathOf(file));

    /// <summary>Puts a bash script of this name on the PATH. In it, <c>log</c> appends its arguments to <see cref="Log"/> and $repo is the repository.</summary>
    public void Command(string name, string body)
    {
        var path = Path.Combine(_folder, "bin", name);
        File.WriteAllText(path, $"#!{Path.Combine(_folder, "bin", "bash")}\nrepo='{PathOf(".")}'\nlog() {{ echo \"$*\" >>'{PathOf("../log")}'; }}\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void RemoveCommand(string name) => File.Delete(Path.Combine(_folder, "bin", name));

    /// <summary>A dotnet that logs what it is asked, builds by writing the program's file, and runs the program with exit code <paramref name="exitCode"/>.</summary>
    public void WorkingDotnet(int exitCode = 0) => Command("dotnet", $$"""
        case $1 in
            --version) echo 10.0.100 ;;
            build)
                log build "${2#"$repo"/}"
                mkdir "$repo/../building" || log overlapping builds
                find "$repo" -name nothing
                mkdir -p "$repo/artifacts/bin/Harness.Cli/release"
                touch "$repo/artifacts/bin/Harness.Cli/release/harness.dll"
                rmdir "$repo/../building"
                ;;
            *harness.dll) log run "${@:2}"; exit {{exitCode}} ;;
        esac
        """);

    public ScriptResult Run(string script, params string[] arguments) => Start(script, arguments).Result();

    public RunningScript Start(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(_folder, "bin", "bash"), [PathOf(script), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Path.Combine(_folder, "bin");
        start.Environment["HOME"] = _folder;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new RunningScript(process);
    }

    public string PathOf(string file) => Path.GetFullPath(Path.Combine(_folder, "repository", file));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Locate(string command) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, command)).First(File.Exists);
}

internal sealed record ScriptResult(int ExitCode, string Output, string Errors);

internal sealed class RunningScript(Process process)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Task<string> _output = process.StandardOutput.ReadToEndAsync();
    private readonly Task<string> _errors = process.StandardError.ReadToEndAsync();

    /// <summary>Waits for the script's end, for at most 30 seconds.</summary>
    public ScriptResult Result()
    {
        using (process)
        {
            if (!process.WaitForExit(Limit))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"The script has not ended within {Limit.TotalSeconds} s.");
            }

            return new ScriptResult(process.ExitCode, _output.Result, _errors.Result);
        }
    }
}
