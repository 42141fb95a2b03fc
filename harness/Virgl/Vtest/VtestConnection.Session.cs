namespace Harness.Virgl.Vtest;

/// <summary>The session behind the connection: opened when needed, checked before use, closed at the first failure.</summary>
public sealed partial class VtestConnection
{
    private VtestSession Session(string purpose)
    {
        if (_session is not null)
        {
            return _session;
        }

        try
        {
            _faults.BeforeConnecting();
            return _session = VtestSession.Open(_socketPath, _options.ProtocolVersion, _options.Deadline, _tally);
        }
        catch (VtestLinkException e)
        {
            throw _faults.Explain(purpose, e);
        }
    }

    private VtestSession Session(uint context)
    {
        if (_lost is not null)
        {
            throw new DeviceException(DeviceFault.ContextLost, $"context {context} was lost before: {_lost}");
        }

        return context == _context && _session is not null ? _session : throw new InvalidOperationException($"there is no context {context}");
    }

    private void Check(uint context, GuestResource resource)
    {
        Session(context);
        Mine(resource);
    }

    private VtestResource Mine(GuestResource resource)
    {
        if (resource is not VtestResource mine)
        {
            throw new ArgumentException($"resource {resource.Id} is of another connection", nameof(resource));
        }

        mine.ThrowIfGone();
        return _resources.Contains(mine) ? mine : throw new ArgumentException($"resource {resource.Id} is of another connection", nameof(resource));
    }

    private DeviceException Lose(string during, VtestLinkException cause)
    {
        var explained = _faults.Explain(during, cause);
        Close($"its connection was lost: {explained.Message}");
        _lost = explained.Message;
        return explained;
    }

    private DeviceException Lose(DeviceFault fault, string message)
    {
        Close($"its connection was lost: {message}");
        _lost = message;
        return new DeviceException(fault, message);
    }

    private void Close(string reason)
    {
        foreach (var resource in _resources)
        {
            resource.Drop(reason);
        }

        _resources.Clear();
        _sign?.Dispose();
        (_sign, _unproven) = (null, false);
        _session?.Dispose();
        _session = null;
    }
}
