using Harness.Processes;
using Harness.Virgl.Vtest;

// A program that owns a tethered process and waits to be killed. Tests run it, since they cannot kill themselves.
//   TetherOwner process DIR PROGRAM ARGUMENT...   owns that program, its output in DIR
//   TetherOwner gentle-process DIR PROGRAM ...    the same, and it is given time to tidy up
//   TetherOwner vtest                             owns a vtest server with one client
// Prints "PID DIR" and waits for the end of its standard input.
switch (args)
{
    case ["process" or "gentle-process", var directory, var program, .. var arguments]:
        {
            using var process = TetheredProcess.Start(new TetheredCommand(program, arguments, Path.Combine(directory, "err"))
            {
                OutputFile = Path.Combine(directory, "out"),
                DirectoryToRemove = directory,
                EndsGently = args[0] == "gentle-process",
            });
            Tell(process.Id, directory);
            return 0;
        }

    case ["vtest"]:
        {
            using var server = VtestServer.Start();
            using var connection = server.Connect();
            connection.CreateContext("owner");
            Tell(server.Process.Id, Path.GetDirectoryName(server.SocketPath)!);
            return 0;
        }

    default:
        Console.Error.WriteLine("usage: TetherOwner process DIR PROGRAM ARGUMENT... | TetherOwner vtest");
        return 2;
}

static void Tell(int process, string directory)
{
    Console.WriteLine($"{process} {directory}");
    Console.In.ReadToEnd();
}
