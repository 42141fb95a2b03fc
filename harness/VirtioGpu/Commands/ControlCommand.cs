namespace Harness.VirtioGpu.Commands;

/// <summary>Requests of the control and cursor queues (PROTOCOL section 1.3).</summary>
public enum ControlCommand : uint
{
    None = 0,
    GetDisplayInfo = 0x100,
    ResourceCreate2D = 0x101,
    ResourceUnref = 0x102,
    SetScanout = 0x103,
    ResourceFlush = 0x104,
    TransferToHost2D = 0x105,
    ResourceAttachBacking = 0x106,
    ResourceDetachBacking = 0x107,
    GetCapsetInfo = 0x108,
    GetCapset = 0x109,
    GetEdid = 0x10a,
    ResourceAssignUuid = 0x10b,
    ResourceCreateBlob = 0x10c,
    SetScanoutBlob = 0x10d,
    ContextCreate = 0x200,
    ContextDestroy = 0x201,
    ContextAttachResource = 0x202,
    ContextDetachResource = 0x203,
    ResourceCreate3D = 0x204,
    TransferToHost3D = 0x205,
    TransferFromHost3D = 0x206,
    Submit3D = 0x207,
    ResourceMapBlob = 0x208,
    ResourceUnmapBlob = 0x209,
    UpdateCursor = 0x300,
    MoveCursor = 0x301,
}

/// <summary>Responses of the control queue.</summary>
public enum ControlResponse : uint
{
    None = 0,
    Ok = 0x1100,
    OkDisplayInfo = 0x1101,
    OkCapsetInfo = 0x1102,
    OkCapset = 0x1103,
    OkEdid = 0x1104,
    OkResourceUuid = 0x1105,
    OkMapInfo = 0x1106,
    ErrorUnspecified = 0x1200,
    ErrorOutOfMemory = 0x1201,
    ErrorInvalidScanoutId = 0x1202,
    ErrorInvalidResourceId = 0x1203,
    ErrorInvalidContextId = 0x1204,
    ErrorInvalidParameter = 0x1205,
}

/// <summary>The names the virtio specification uses.</summary>
internal static class ProtocolNames
{
    /// <summary><c>ResourceCreate2D</c> -> <c>RESOURCE_CREATE_2D</c>; a number where there is no name.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var name = Enum.GetName(value);
        if (name is null)
        {
            return $"0x{Convert.ToUInt32(value):x}";
        }

        var text = new System.Text.StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && (char.IsUpper(name[i]) ? !char.IsDigit(name[i - 1]) : char.IsDigit(name[i]));
            text.Append(starts ? "_" : string.Empty).Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
