namespace Harness.Virgl;

/// <summary>How a device or renderer failed a call.</summary>
public enum DeviceFault
{
    /// <summary>An error response to a control-queue command.</summary>
    ErrorResponse,
    /// <summary>The renderer put the context into its error state (or dropped the connection for it); its objects are gone.</summary>
    ContextLost,
    /// <summary>The process behind the connection ended.</summary>
    HostCrash,
    /// <summary>No completion within the deadline.</summary>
    Hang,
}

/// <summary>The device or the renderer behind a connection failed. <see cref="Exception.Message"/> says what was asked, what came back, and the renderer's own words.</summary>
public sealed class DeviceException : Exception
{
    public DeviceException(DeviceFault fault, string message, Exception? inner = null) : base(message, inner) => Fault = fault;

    /// <summary>The class of the failure; decides the verdict.</summary>
    public DeviceFault Fault { get; }
}
