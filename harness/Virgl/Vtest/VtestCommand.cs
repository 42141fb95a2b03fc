namespace Harness.Virgl.Vtest;

/// <summary>Command numbers of the vtest protocol (PROTOCOL section 5).</summary>
internal enum VtestCommand : uint
{
    GetCaps = 1,
    ResourceCreate = 2,
    ResourceUnref = 3,
    TransferGet = 4,
    TransferPut = 5,
    SubmitCommand = 6,
    ResourceBusyWait = 7,
    CreateRenderer = 8,
    GetCaps2 = 9,
    PingProtocolVersion = 10,
    ProtocolVersion = 11,
    ResourceCreate2 = 12,
    TransferGet2 = 13,
    TransferPut2 = 14,
}
