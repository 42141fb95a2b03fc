using System.CommandLine;
using Harness.Cli.Doctor;

var root = new RootCommand("A conformance and performance harness for virtio-gpu and VirGL drivers.") { DoctorCommand.Create() };
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
