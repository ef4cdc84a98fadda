import { Node, crel, gettext } from "django-prose-editor/editor"
import { insertPictures, takeInto } from "./insert-pictures.js"
import { libraryOf, onePicture } from "./library-dialog.js"
import { pictureDrops } from "./picture-drop.js"

// The picture with its library's credit; its caption is the figure's text.
function figureView({ node, editor, getPos }) {
  const image = crel("img", { alt: "" })
  const credit = crel("span", { className: "credit" })
  const remove = crel("button", { type: "button", textContent: gettext("Remove picture") })
  const caption = crel("figcaption", { "data-placeholder": gettext("Caption") })
  const bar = crel("div", { className: "library-picture-bar", contentEditable: "false" }, [credit, remove])
  const frame = crel("div", { contentEditable: "false" }, [image])
  const dom = crel("figure", { className: "library-picture" }, [frame, caption, bar])
  onePicture(libraryOf(editor), node.attrs.picture).then((picture) => {
    image.src = picture?.image ?? ""
    image.alt = picture?.alt || gettext("This picture has no alt text yet.")
    credit.textContent = picture?.credit ?? gettext("This picture is no longer in the library.")
  })
  image.addEventListener("click", () => editor.commands.setNodeSelection(getPos()))
  remove.addEventListener("click", () => {
    editor.chain().focus().setNodeSelection(getPos()).deleteSelection().run()
  })
  return {
    dom,
    contentDOM: caption,
    update: (next) => next.type === node.type && next.attrs.picture === node.attrs.picture,
    stopEvent: (event) => event.target === remove,
    ignoreMutation: (mutation) => !caption.contains(mutation.target),
  }
}

export const LibraryPicture = Node.create({
  name: "libraryPicture",
  group: "block",
  content: "inline*",
  draggable: true,
  isolating: true,

  addAttributes() {
    return {
      picture: {
        parseHTML: (element) => element.dataset.picture,
        renderHTML: ({ picture }) => ({ "data-picture": picture }),
      },
    }
  },

  parseHTML() {
    const caption = (figure) => figure.querySelector("figcaption") ?? crel("figcaption")
    return [{ tag: "figure[data-picture]", contentElement: caption }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes, ["figcaption", 0]]
  },

  addNodeView() {
    return figureView
  },

  addProseMirrorPlugins() {
    return [pictureDrops((files, pos) => takeInto(this.editor, files, pos))]
  },

  addKeyboardShortcuts() {
    return {
      // A caption is one line: Enter goes on after the picture.
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== this.name) return false
        const after = $from.after()
        return editor.chain().insertContentAt(after, { type: "paragraph" }).setTextSelection(after + 1).run()
      },
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "libraryPicture",
      groups: "nodes",
      priority: 80,
      button: buttons.material("image", gettext("picture")),
      command: insertPictures,
    })
  },
})
