using System.Runtime.InteropServices;
using Harness.Processes;
using Harness.Qemu;
using Harness.VirtioGpu.Queues;

namespace Harness.Perf;

/// <summary>
/// The client in C, built by the machine's compiler and loaded into this process: it takes turns with the harness's own on one queue of one QEMU, over the same
/// socket and the same mapping of the guest's RAM, so that nothing but the two programs differs.
/// </summary>
internal sealed unsafe class QueueClient : IDisposable
{
    private const int RequestBytes = 32;
    private const int ResponseBytes = 24;
    private static readonly TimeSpan BuildAllowed = TimeSpan.FromMinutes(1);

    private readonly BareDevice _device;
    private readonly nint _library;
    private readonly delegate* unmanaged<Client*, ulong*, uint, int> _submitEmpty;
    private readonly byte[] _doorbell;
    private readonly Client* _client;

    private QueueClient(BareDevice device, uint context, nint library)
    {
        (_device, _library) = (device, library);
        _submitEmpty = (delegate* unmanaged<Client*, ulong*, uint, int>)NativeLibrary.GetExport(library, "submit_empty");
        var (queue, memory) = (device.Connection.ControlQueue.Rings, device.Connection.Memory);
        var (head, tail) = (queue.TakeDescriptor(), queue.TakeDescriptor());
        var (request, response) = (memory.Allocate(RequestBytes), memory.Allocate(ResponseBytes));
        queue.Describe(head, request.Address, RequestBytes, DescriptorFlags.Next, tail);
        queue.Describe(tail, response.Address, ResponseBytes, DescriptorFlags.Write);
        var doorbell = device.Connection.ControlQueue.Doorbell.Encoded;
        _doorbell = GC.AllocateArray<byte>(doorbell.Length, pinned: true);
        doorbell.CopyTo(_doorbell);
        _client = (Client*)NativeMemory.Alloc((nuint)sizeof(Client));
        *_client = new Client
        {
            Available = memory.Pointer(queue.AvailableRing),
            Used = memory.Pointer(queue.UsedRing),
            Request = memory.Pointer(request.Address),
            Response = memory.Pointer(response.Address),
            Doorbell = (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_doorbell, 0),
            DoorbellLength = (uint)_doorbell.Length,
            Size = queue.Size,
            Context = context,
            Head = head,
            Socket = device.Registers.Descriptor,
        };
    }

    /// <summary>Builds and loads it.</summary>
    /// <exception cref="QueueClientException">There is no compiler, or it refuses.</exception>
    public static QueueClient Build(BareDevice device, uint context)
    {
        var compiler = ProgramPath.Find("gcc") ?? throw new QueueClientException("There is no gcc on this machine; ./harness.sh installs it, or apt-get install gcc libc6-dev.");
        var folder = Directory.CreateTempSubdirectory("queue-client-");
        try
        {
            var (source, library) = (Path.Combine(folder.FullName, "empty-submit.c"), Path.Combine(folder.FullName, "empty-submit.so"));
            using (var text = typeof(QueueClient).Assembly.GetManifestResourceStream("empty-submit.c")!)
            using (var file = File.Create(source))
            {
                text.CopyTo(file);
            }

            using var deadline = new CancellationTokenSource(BuildAllowed);
            var answer = CommandAnswer.AskAsync(compiler, ["-O2", "-Wall", "-shared", "-fPIC", "-o", library, source], deadline.Token).GetAwaiter().GetResult();
            return answer.ExitCode == 0 ? new QueueClient(device, context, NativeLibrary.Load(library)) : throw new QueueClientException($"{compiler} refuses the client: {answer.Errors}");
        }
        catch (OperationCanceledException e)
        {
            throw new QueueClientException($"{compiler} did not end within {BuildAllowed.TotalSeconds} s.", e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Sends as many commands as there is room for, one after the other, and writes how many nanoseconds each took.</summary>
    /// <exception cref="QueueClientException">One was not answered, or refused.</exception>
    public void Submit(Span<ulong> nanoseconds)
    {
        // A register's answer comes after those of all doorbells before it: the socket is empty then.
        _device.Connection.ControlQueue.Drain();
        _ = _device.Connection.Device.Pci.NeedsReset;
        fixed (ulong* first = nanoseconds)
        {
            var error = _submitEmpty(_client, first, (uint)nanoseconds.Length);
            _device.Connection.ControlQueue.Rings.Resume();
            if (error != 0)
            {
                throw new QueueClientException($"The client in C failed: {Marshal.GetPInvokeErrorMessage(-error)}.");
            }
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_client);
        NativeLibrary.Free(_library);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Client
    {
        public byte* Available;
        public byte* Used;
        public byte* Request;
        public byte* Response;
        public byte* Doorbell;
        public uint DoorbellLength;
        public uint Size;
        public uint Context;
        public uint Head;
        public int Socket;
    }
}

/// <summary>The client in C could not be built, or failed.</summary>
internal sealed class QueueClientException(string message, Exception? inner = null) : Exception(message, inner);
