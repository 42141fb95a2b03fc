using Harness.Agent.Crashes;
using Harness.Agent.Init;
using Harness.Agent.Playing;

// The program inside the guest. It is started without arguments as the guest's first process, and it starts itself again in its other parts.
return args switch
{
    // Whatever its arguments: a kernel hands on the words of its command line that it does not know.
    _ when Environment.ProcessId == 1 => GuestInit.Run(),
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
          harness-agent play KIND --connect SOCKET ...      plays scenes (gl, virgl) or measures (lab) for the harness that listens at SOCKET
          harness-agent core PROCESS SIGNAL                 reads a core dump from its input and reports where it was
        """);
    return 2;
}
