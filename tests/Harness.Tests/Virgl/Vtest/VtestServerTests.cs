using Harness.Tests.Processes;
using Harness.Virgl;
using Harness.Virgl.Vtest;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest;

public sealed class VtestServerTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    [Test]
    [CancelAfter(60_000)]
    public void A_disposed_server_leaves_neither_process_nor_file()
    {
        var server = VtestServer.Start();
        var directory = Path.GetDirectoryName(server.SocketPath)!;
        var id = server.Process.Id;
        Assert.That(OtherProcess.Exists(id) && File.Exists(server.SocketPath));

        server.Dispose();

        Assert.That(OtherProcess.Exists(id), Is.False);
        Assert.That(Directory.Exists(directory), Is.False);
    }

    [Test]
    [CancelAfter(120_000)]
    public void A_killed_owner_leaves_neither_server_nor_folder()
    {
        using var owner = Owner.Start("vtest");
        var (server, directory) = owner.ReadReport();
        Assert.That(OtherProcess.Exists(server) && Directory.Exists(directory));

        owner.KillHard();

        Assert.That(OtherProcess.WaitUntilGone(server, Deadline));
        Assert.That(OtherProcess.WaitUntil(() => !Directory.Exists(directory), Deadline));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_given_folder_is_kept_with_the_servers_words()
    {
        var directory = Directory.CreateTempSubdirectory("vtest-kept-");
        try
        {
            using (var server = VtestServer.Start(new VtestServerOptions { Directory = directory.FullName }))
            using (var connection = server.Connect())
            {
                Target.AssertDraws(connection);
            }

            Assert.That(File.ReadAllText(Path.Combine(directory.FullName, "vtest.stderr")), Does.Contain("GLSL feature level"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_shader_cache_of_its_own_is_filled()
    {
        var cache = Directory.CreateTempSubdirectory("vtest-cache-");
        try
        {
            using (var server = VtestServer.Start(new VtestServerOptions { ShaderCacheDirectory = cache.FullName }))
            using (var connection = server.Connect())
            {
                Target.AssertDraws(connection);
            }

            Assert.That(cache.EnumerateFiles("*", SearchOption.AllDirectories), Is.Not.Empty);
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_program_that_is_no_server_is_named()
    {
        Assert.That(
            () => VtestServer.Start(new VtestServerOptions { Executable = "no-such-server" }),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("no-such-server"));
        Assert.That(
            () => VtestServer.Start(new VtestServerOptions { Executable = "false" }),
            Throws.InvalidOperationException.With.Message.Contains("exited with code 1"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_server_that_never_listens_is_given_up_at_the_deadline()
    {
        var directory = Directory.CreateTempSubdirectory("vtest-idle-");
        try
        {
            var idle = Path.Combine(directory.FullName, "idle");
            File.WriteAllText(idle, "#!/bin/sh\nexec sleep 1000\n");
            using (var chmod = System.Diagnostics.Process.Start("chmod", ["+x", idle]))
            {
                chmod.WaitForExit();
            }

            Assert.That(
                () => VtestServer.Start(new VtestServerOptions { Executable = idle, StartDeadline = TimeSpan.FromMilliseconds(300) }),
                Throws.InvalidOperationException.With.Message.Contains("does not listen"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Test]
    public void A_socket_where_nobody_listens_is_a_crash_of_the_host() => Assert.That(
        () => new VtestConnection(Path.Combine(Path.GetTempPath(), "nobody-listens-here.sock")),
        Throws.TypeOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.HostCrash));

    [Test]
    public void A_socket_path_that_is_too_long_is_refused() =>
        Assert.That(() => new VtestConnection("/" + new string('x', 200)), Throws.ArgumentException.With.Message.Contains("107"));

    [Test]
    [CancelAfter(60_000)]
    public void Two_clients_work_side_by_side_on_a_forking_server()
    {
        using var server = VtestServer.Start(new VtestServerOptions { ForkPerClient = true });
        using var first = server.Connect();
        using var second = server.Connect();
        var target = new Target(first);

        Target.AssertDraws(second);

        target.SetUp();
        Assert.That(target.SubmitAndRead(), Is.All.EqualTo(0xff000000u));
    }
}
