using System.Net.Sockets;
using System.Runtime.InteropServices;
using Harness.Tests.Imaging;
using Harness.Tests.Processes;
using Harness.Virgl;
using Harness.Virgl.Commands;
using Harness.Virgl.Mutants;
using Harness.Virgl.Vtest;
using Harness.Virgl.Vtest.Proxy;
using NUnit.Framework;

namespace Harness.Tests.Virgl.Vtest.Proxy;

/// <summary>The proxy between our own client and a real server.</summary>
[TestFixture]
internal sealed class VtestProxyTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private TemporaryFolder _folder = null!;
    private VtestServer _server = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _folder = new TemporaryFolder();
        _server = VtestServer.Start(new VtestServerOptions { ForkPerClient = true });
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _server?.Dispose();
        _folder?.Dispose();
    }

    [TestCase(3u)]
    [TestCase(2u)]
    [CancelAfter(60_000)]
    public void A_client_draws_through_it_as_without_it(uint protocol)
    {
        using var proxy = Proxy();
        using var connection = new VtestConnection(proxy.SocketPath, new VtestConnectionOptions { ProtocolVersion = protocol });
        Assert.That(connection.ProtocolVersion, Is.EqualTo(protocol));
        Target.AssertDraws(connection);
        Target.AssertDraws(connection);
        Assert.That(proxy.Troubles, Is.Empty);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Two_clients_draw_side_by_side_and_each_has_a_mutation_of_its_own()
    {
        var made = 0;
        using var proxy = Proxy(() => new OneClear(Interlocked.Increment(ref made) == 1 ? ColorWords.Float(0, 1, 0, 1) : ColorWords.Float(0, 0, 1, 1)));
        using var first = new VtestConnection(proxy.SocketPath);
        using var second = new VtestConnection(proxy.SocketPath);
        Assert.That(Cleared(first), Is.All.EqualTo(0xff00ff00u));
        Assert.That(Cleared(second), Is.All.EqualTo(0xffff0000u));
        Assert.That(made, Is.EqualTo(2));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_mutation_that_drops_commands_makes_streams_shorter_and_one_that_changes_nothing_leaves_them_alone()
    {
        using var dropping = Proxy(() => new NoClears());
        using (var connection = new VtestConnection(dropping.SocketPath))
        {
            Assert.That(Cleared(connection), Is.All.EqualTo(0u), "a new texture is black and transparent");
        }

        using var idle = Proxy(() => new Mutation());
        using (var connection = new VtestConnection(idle.SocketPath))
        {
            Target.AssertDraws(connection);
        }
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_mutation_changes_how_resources_are_made()
    {
        using var proxy = Proxy(() => MutantCatalogue.All.First(mutant => mutant.Name == "window-channels-swapped").Create());
        using var connection = new VtestConnection(proxy.SocketPath);
        var context = connection.CreateContext("test");
        var window = connection.CreateResource(ResourceDescription.ForTexture2D(
            VirglFormat.R8G8B8A8_UNORM, VirglBind.RenderTarget | VirglBind.SamplerView | VirglBind.Scanout, 1, 1));
        var encoder = new VirglEncoder(new CommandStream());
        encoder.CreateSurface(1, new SurfaceState(window.Id, VirglFormat.B8G8R8A8_UNORM));
        encoder.SetFramebufferState(0, [1]);
        encoder.Clear(ClearBuffers.Color0, ColorWords.Float(1, 0, 0, 1));
        connection.Submit(context, encoder.Stream.Words);
        connection.TransferFromHost(context, window, new Transfer(new Box(0, 0, 0, 1, 1, 1)));
        connection.Finish(context);
        Assert.That(window.Backing.ToArray(), Is.EqualTo((byte[])[0, 0, 255, 255]), "B, G, R, A");
    }

    [Test]
    [CancelAfter(60_000)]
    public void Version_0_carries_its_data_behind_the_packet_and_its_replies_without_a_header()
    {
        using var proxy = Proxy(() => new Mutation());
        using var client = Connect(proxy);
        const uint format = (uint)VirglFormat.R8_UNORM, sampled = (uint)VirglBind.SamplerView, texture2D = (uint)PipeTextureTarget.Texture2D;
        byte[] texels = [10, 20, 30];
        client.Send([.. Words(8, (uint)VtestCommand.CreateRenderer), .. "harness\0"u8]);
        client.Send(Words(10, (uint)VtestCommand.ResourceCreate, 1, texture2D, format, sampled, 3, 1, 1, 1, 0, 0));
        uint[] box = [1, 0, 3, 3, 0, 0, 0, 3, 1, 1, 3];
        client.Send([.. Words([12, (uint)VtestCommand.TransferPut, .. box]), .. texels]);
        client.Send(Words([11, (uint)VtestCommand.TransferGet, .. box]));
        Assert.That(Receive(client, 3), Is.EqualTo(texels));
        client.Send(Words(2, (uint)VtestCommand.ResourceBusyWait, 0, 0));
        Assert.That(Receive(client, 12), Is.EqualTo(Words(1, (uint)VtestCommand.ResourceBusyWait, 0)), "three bytes of data have not shifted what follows");
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_stream_that_the_renderer_refuses_loses_its_context_through_the_proxy_and_the_next_one_works()
    {
        using var proxy = Proxy(() => new Mutation());
        using var connection = new VtestConnection(proxy.SocketPath);
        var context = connection.CreateContext("doomed");
        connection.Submit(context, [200]);
        Assert.That(() => connection.Finish(context), Throws.TypeOf<DeviceException>().With.Property(nameof(DeviceException.Fault)).EqualTo(DeviceFault.ContextLost));
        Target.AssertDraws(connection);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Half_a_packet_is_given_up_at_the_deadline_and_hurts_nobody_else()
    {
        using var proxy = Proxy(deadline: TimeSpan.FromMilliseconds(300));
        using var other = new VtestConnection(proxy.SocketPath);
        using var client = Connect(proxy);
        client.Send(Words(100, (uint)VtestCommand.SubmitCommand, 1, 2));
        Assert.That(Receive(client, 1), Is.Empty, "the connection is closed");
        Assert.That(OtherProcess.WaitUntil(() => proxy.Troubles.Count > 0, Soon));
        Assert.That(proxy.Troubles.Single(), Does.Contain("0.3 s"));
        Target.AssertDraws(other);
    }

    [Test]
    [CancelAfter(60_000)]
    public void Silence_ends_a_connection_when_it_lasts_too_long()
    {
        using var proxy = Proxy(idle: TimeSpan.FromMilliseconds(300));
        using var client = Connect(proxy);
        Assert.That(Receive(client, 1), Is.Empty);
        Assert.That(OtherProcess.WaitUntil(() => proxy.Troubles.Count > 0 && proxy.Clients == 0, Soon));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_length_that_no_client_means_is_refused_before_there_is_memory_for_it()
    {
        using var proxy = Proxy();
        using var client = Connect(proxy);
        client.Send(Words(0x7fff_ffff, (uint)VtestCommand.SubmitCommand));
        Assert.That(Receive(client, 1), Is.Empty);
        Assert.That(OtherProcess.WaitUntil(() => proxy.Troubles.Count > 0, Soon));
        Assert.That(proxy.Troubles.Single(), Does.Contain("8589934"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void A_server_that_is_not_there_is_a_closed_connection_and_is_named()
    {
        using var proxy = VtestProxy.Start(new VtestProxyOptions { SocketPath = Path.Combine(_folder.Path, "lonely"), ServerPath = Path.Combine(_folder.Path, "nobody") });
        using var client = Connect(proxy);
        Assert.That(Receive(client, 1), Is.Empty);
        Assert.That(OtherProcess.WaitUntil(() => proxy.Troubles.Count > 0, Soon));
        Assert.That(proxy.Troubles.Single(), Does.Contain("nobody"));
    }

    [Test]
    [CancelAfter(60_000)]
    public void It_ends_with_its_owner_in_the_middle_of_connections_and_leaves_no_socket()
    {
        var proxy = Proxy();
        using var connection = new VtestConnection(proxy.SocketPath);
        using var idle = Connect(proxy);
        Assert.That(OtherProcess.WaitUntil(() => proxy.Clients == 2, Soon));
        proxy.Dispose();
        proxy.Dispose();
        Assert.That(Receive(idle, 1), Is.Empty);
        Assert.That(() => connection.Finish(connection.CreateContext("late")), Throws.TypeOf<DeviceException>());
        Assert.That(File.Exists(proxy.SocketPath), Is.False);
    }

    [Test]
    public void A_place_where_no_socket_can_be_is_named()
        => Assert.That(
            () => VtestProxy.Start(new VtestProxyOptions { SocketPath = "/proc/no/such/place", ServerPath = "/nowhere" }),
            Throws.InstanceOf<IOException>().With.Message.Contains("/proc/no/such/place"));

    private VtestProxy Proxy(Func<Mutation>? mutation = null, TimeSpan? deadline = null, TimeSpan? idle = null)
    {
        var options = new VtestProxyOptions { SocketPath = Path.Combine(_folder.Path, Guid.NewGuid().ToString("n")[..8]), ServerPath = _server.SocketPath, Mutation = mutation };
        return VtestProxy.Start(options with { Deadline = deadline ?? options.Deadline, Idle = idle ?? options.Idle });
    }

    private static uint[] Cleared(IVirglConnection connection)
    {
        var target = new Target(connection);
        target.SetUp();
        return target.SubmitAndRead();
    }

    private static Socket Connect(VtestProxy proxy)
    {
        var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) { ReceiveTimeout = (int)Soon.TotalMilliseconds };
        client.Connect(new UnixDomainSocketEndPoint(proxy.SocketPath));
        return client;
    }

    /// <summary>At most so many bytes; fewer at the end of the connection.</summary>
    private static byte[] Receive(Socket client, int count)
    {
        var bytes = new byte[count];
        var got = 0;
        for (var more = -1; got < count && more != 0; got += more)
        {
            try
            {
                more = client.Receive(bytes.AsSpan(got));
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
            {
                // What was sent was not read before the end.
                more = 0;
            }
        }

        return bytes[..got];
    }

    private static byte[] Words(params uint[] words) => MemoryMarshal.AsBytes<uint>(words).ToArray();

    private enum VtestCommand : uint
    {
        ResourceCreate = 2,
        TransferGet = 4,
        TransferPut = 5,
        SubmitCommand = 6,
        ResourceBusyWait = 7,
        CreateRenderer = 8,
    }

    private sealed class OneClear(ColorWords colour) : Mutation
    {
        public override IVirglCommand? Apply(IVirglCommand command) => command is Clear clear ? clear with { Color = colour } : command;
    }

    private sealed class NoClears : Mutation
    {
        public override IVirglCommand? Apply(IVirglCommand command) => command is Clear ? null : command;
    }
}
