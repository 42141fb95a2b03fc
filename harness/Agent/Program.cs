using Harness.Agent.Crashes;
using Harness.Agent.Init;
using Harness.Agent.Players;
using Harness.Agent.Playing;

// The program inside the guest. It is started without arguments as the guest's first process, and it starts itself again in its other parts.
return args switch
{
    [] when Environment.ProcessId == 1 => GuestInit.Run(),
    ["enter", var root, .. var command] => PlayerRoot.Enter(root, command),
    ["core", var process, var signal] => CoreReport.Write(Console.OpenStandardInput(), process, signal),
    ["play", .. var arguments] => PlayerProgram.Run(arguments),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        """
        The harness's program inside a guest; the harness starts it, people do not.

          harness-agent                                     as process 1: brings the guest up and starts players for the harness
          harness-agent enter ROOT PROGRAM [ARGUMENT]...    runs a program with ROOT as its root folder
          harness-agent play KIND --connect SOCKET ...      plays scenes (gl, virgl) or measures (lab) for the harness that listens at SOCKET
          harness-agent core PROCESS SIGNAL                 reads a core dump from its input and reports where it was
        """);
    return 2;
}
