using Harness.Gl.Formats;
using Harness.Gl.Objects;
using Harness.Scenes.State;
using Silk.NET.OpenGL;

namespace Harness.Gl.Player;

/// <summary>Vertex arrays. The context's vertex array object is bound for as long as the scene plays.</summary>
internal sealed unsafe partial class StateSender
{
    private int enabledArrays;

    /// <summary>Attributes may share a buffer and differ in their divisors, so that each has a binding of its own.</summary>
    private void SendVertexInput()
    {
        int count = state.VertexElements.Count;
        for (int k = 0; k < count; k++)
        {
            VertexElement element = state.VertexElements[k];
            VertexBufferBinding binding = state.VertexBuffers[element.Buffer];
            if (binding.Stride == 0)
            {
                SendRepeated((uint)k, element, binding);
            }
            else
            {
                SendPointer((uint)k, element, binding);
            }

            gl.EnableVertexAttribArray((uint)k);
        }

        for (int k = count; k < enabledArrays; k++)
        {
            gl.DisableVertexAttribArray((uint)k);
        }

        enabledArrays = count;
    }

    private void SendPointer(uint attribute, VertexElement element, VertexBufferBinding binding)
    {
        AttributeFormat format = AttributeFormat.Of(element.Format);
        gl.BindBuffer(BufferTargetARB.ArrayBuffer, objects[binding.Buffer]);
        void* offset = (void*)(nint)(binding.Offset + element.Offset);
        if (format.IsInteger)
        {
            gl.VertexAttribIPointer(attribute, format.Size, (VertexAttribIType)format.Type, (uint)binding.Stride, offset);
        }
        else
        {
            gl.VertexAttribPointer(attribute, format.Size, format.Type, format.Normalised, (uint)binding.Stride, offset);
        }

        gl.VertexAttribDivisor(attribute, (uint)element.Divisor);
    }

    /// <summary>A stride of 0 means packed to glVertexAttribPointer; only a binding can say that one value serves all vertices.</summary>
    private void SendRepeated(uint attribute, VertexElement element, VertexBufferBinding binding)
    {
        Lacks.Unless(context.Features.AttributeBindings, context, "vertex buffers of stride 0 (OpenGL 4.3 or GL_ARB_vertex_attrib_binding)");
        AttributeFormat format = AttributeFormat.Of(element.Format);
        gl.BindVertexBuffer(attribute, objects[binding.Buffer], binding.Offset + element.Offset, 0);
        if (format.IsInteger)
        {
            gl.VertexAttribIFormat(attribute, format.Size, (VertexAttribIType)format.Type, 0);
        }
        else
        {
            gl.VertexAttribFormat(attribute, format.Size, (VertexAttribType)format.Type, format.Normalised, 0);
        }

        gl.VertexAttribBinding(attribute, attribute);
        gl.VertexBindingDivisor(attribute, (uint)element.Divisor);
    }
}
