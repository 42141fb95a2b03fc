using System.Net.Sockets;
using Harness.Processes;
using Harness.Qemu.Monitor;

namespace Harness.Tests.Qemu.Guest;

/// <summary>The real QEMU with a second monitor, at which a test stands.</summary>
internal sealed class TouchableQemu
{
    private readonly string _process;
    private readonly string _socket;

    public TouchableQemu(string folder)
    {
        (Program, _process, _socket) = (Path.Combine(folder, "qemu"), Path.Combine(folder, "pid"), Path.Combine(folder, "qmp"));
        File.WriteAllText(Program, $"#!/bin/sh\necho $$ > '{_process}'\nexec qemu-system-x86_64 \"$@\" -qmp 'unix:{_socket},server=on,wait=off'\n");
        File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Program { get; }

    public void Signal(int signal) => ProcessSignals.Send(int.Parse(File.ReadAllText(_process)), signal);

    public QmpClient OpenMonitor()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(_socket));
        return QmpClient.Open(socket, TimeSpan.FromSeconds(20));
    }
}
