import { inOrder } from '../blocks/in-order.ts';
import { SmartLink } from '../blocks/link.tsx';
import { postElement } from '../state/local-links.ts';
import type { World } from '../state/world.ts';
import { clock, dayName } from '../time.ts';
import { words } from '../words.ts';
import { piecesOf } from './x-text.ts';

export function XPost({ post }: { readonly post: World['x']['posts'][number] }) {
  const gone = post.deletedAt !== null;
  return (
    <article id={postElement(post.id)} className={gone ? 'post post-gone' : 'post'}>
      <span className="avatar avatar-round" aria-hidden="true">
        {[...post.name][0] ?? '？'}
      </span>
      <div>
        <header>
          <b>{post.name}</b>
          <span className="handle">@{post.username}</span>
          <time>
            {dayName(post.createdAt)} {clock(post.createdAt)}
          </time>
        </header>
        {post.deletedAt !== null && <p className="gone">{words.deletedPost(clock(post.deletedAt))}</p>}
        <p className="post-text">
          {inOrder(piecesOf(post), (piece) =>
            piece.url === null ? piece.text : <SmartLink url={piece.url}>{piece.text}</SmartLink>,
          )}
        </p>
        {post.media.length > 0 && (
          <div className={post.media.length === 1 ? 'media' : 'media media-many'}>
            {post.media.map((media) => (
              <figure key={media.id}>
                <img src={`/control/x/media/${media.id}`} alt={media.alt ?? ''} />
                <figcaption>
                  {media.alt === null ? (
                    words.imageWithout
                  ) : (
                    <>
                      <b>{words.alt}</b> {media.alt}
                    </>
                  )}
                </figcaption>
              </figure>
            ))}
          </div>
        )}
        {post.madeWithAi && <p className="made-with-ai">{words.madeWithAi}</p>}
      </div>
    </article>
  );
}
