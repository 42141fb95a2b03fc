using System.Diagnostics;
using System.Text;
using CliWrap;
using CliWrap.Buffered;
using Harness.Cli;
using Harness.Tests.Guests.Drivers;
using Harness.Tests.Imaging;
using NUnit.Framework;

namespace Harness.Tests.Cli;

/// <summary>The verb `image shell` with the real image.</summary>
[TestFixture, CancelAfter(300_000)]
[Parallelizable(ParallelScope.Self)]
public sealed class ImageShellTests
{
    private static readonly TimeSpan AnswerAllowed = TimeSpan.FromMinutes(2);

    [OneTimeSetUp]
    public void NeedMirror() => RealPackages.NeedMirror();

    [Test]
    public async Task A_script_runs_in_the_image_with_the_driver_deployed_and_its_exit_code_is_told(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        BrokenDriver.Make("scissor-shifted", folder.Path);
        var result = await Shell("uname -r\nls -1 /driver/*.so; echo \"$LD_PRELOAD\"\nls /dev/dri | tr '\\n' ' '\ntest 1 = 2", cancellation, "--driver", folder.Path);
        Assert.That(result.Errors, Is.Empty);
        Assert.That(
            result.Output,
            Is.EqualTo($"{RealPackages.Image(cancellation).Kernel.Release}\n/driver/scissor-shifted.so\n/driver/scissor-shifted.so\ncard0 renderD128 "));
        Assert.That(result.ExitCode, Is.EqualTo(ExitCode.Failed));
    }

    [Test]
    public async Task A_terminal_belongs_to_the_guest_until_it_is_left_and_is_then_as_it_was(CancellationToken cancellation)
    {
        var shell = new CommandLine("image", "shell", "bookworm").Command;
        using var terminal = Process.Start(new ProcessStartInfo("script", ["-qec", $"stty -g; '{shell.TargetFilePath}' {shell.Arguments}; echo code $?; stty -g", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            Environment = { ["TERM"] = "vt100" },
        })!;
        var seen = new StringBuilder();
        var read = 0;
        try
        {
            await Until("# ");
            await Type("sh -c 'echo be$((1*1))gun; cat'\r", "be1gun");

            // Ctrl-C ends a program of the guest, not the harness. What is typed before the prompt is back may still go to the program that ends.
            await Type("\u0003", "# ");
            await Type("echo go$((1*1))ne on\r", "go1ne on");
            await Type("\u001d", "code 0\r\n");
            await terminal.WaitForExitAsync(cancellation);
            seen.Append(await terminal.StandardOutput.ReadToEndAsync(cancellation));
            string[] lines = [.. seen.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
            Assert.That(lines[^1], Is.EqualTo(lines[0]), $"the terminal's settings, before and after:\n{seen}");
        }
        finally
        {
            terminal.Kill(entireProcessTree: true);
        }

        Task Type(string keys, string answer)
        {
            read = seen.Length;
            terminal.StandardInput.Write(keys);
            terminal.StandardInput.Flush();
            return Until(answer);
        }

        // What was printed since the keys before were typed.
        async Task Until(string text)
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(AnswerAllowed);
            var buffer = new char[4096];
            while (!seen.ToString(read, seen.Length - read).Contains(text, StringComparison.Ordinal))
            {
                var count = 0;
                try
                {
                    count = await terminal.StandardOutput.ReadAsync(buffer, deadline.Token);
                }
                catch (OperationCanceledException)
                {
                    // Told below, with what had come.
                }

                Assert.That(count, Is.Not.Zero, $"'{text}' was awaited:\n{seen}");
                seen.Append(buffer, 0, count);
            }
        }
    }

    private static async Task<(int ExitCode, string Output, string Errors)> Shell(string script, CancellationToken cancellation, params string[] words)
    {
        var command = new CommandLine(["image", "shell", "bookworm", .. words]) { Environment = { ["TERM"] = "dumb" } };
        var result = await command.Command.WithStandardInputPipe(PipeSource.FromString(script)).ExecuteBufferedAsync(cancellation);
        command.AssertNothingIsLeft();
        return (result.ExitCode, result.StandardOutput, result.StandardError);
    }
}
