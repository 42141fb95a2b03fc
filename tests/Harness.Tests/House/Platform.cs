using System.Runtime.Versioning;

// The harness runs where QEMU with VirGL runs.
[assembly: SupportedOSPlatform("linux")]
